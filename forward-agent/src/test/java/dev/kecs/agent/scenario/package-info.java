/// What a forward must survive, one class per scenario: the agent as its callers and clients meet it, over real
/// sockets.
package dev.kecs.agent.scenario;
