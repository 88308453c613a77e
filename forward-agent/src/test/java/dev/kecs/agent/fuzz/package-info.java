/// Scenario 18: the agent among callers and files that keep to no rule.
package dev.kecs.agent.fuzz;
