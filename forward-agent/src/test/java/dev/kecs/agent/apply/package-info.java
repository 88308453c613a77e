/// Files of forwards, pausing and conflicts of ports, through the agent's socket. Its one rule: what is asserted is
/// what a
/// caller sees. Imports `testing` and `dev.kecs.protocol`.
@NullMarked
package dev.kecs.agent.apply;

import org.jspecify.annotations.NullMarked;
