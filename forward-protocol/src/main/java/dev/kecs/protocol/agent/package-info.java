/// The calls of `agent.sock`: what is asked and what is answered. Its one rule: a method is a constant of
/// `AgentMethods`
/// and its shapes are records. Imports `forward` for forwards themselves, `method`, and Jackson's annotations.
@NullMarked
package dev.kecs.protocol.agent;

import org.jspecify.annotations.NullMarked;
