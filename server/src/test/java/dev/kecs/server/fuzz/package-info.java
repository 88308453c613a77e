/// Scenario 18: the server's files and socket among writers and callers that keep to no rule.
package dev.kecs.server.fuzz;
