/// Connections of clients, each joined to one of an endpoint's. Its one rule: bytes, ends and resets pass through as
/// they
/// are, and an error costs its own connection only. Imports `loop`, `move` and `route`.
@NullMarked
package dev.kecs.agent.relay.tcp;

import org.jspecify.annotations.NullMarked;
