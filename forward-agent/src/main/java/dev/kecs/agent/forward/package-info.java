/// All forwards of the agent: names, ids, ports, and keeping `config.yaml` at what is wanted. Its one rule: a
/// forward is durable before anybody is told of it. Imports `session`, `port`, `statefile`, `target` and
/// `dev.kecs.protocol`.
@NullMarked
package dev.kecs.agent.forward;

import org.jspecify.annotations.NullMarked;
