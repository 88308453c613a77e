/// What the agent answers on its socket. Its one rule: a method reads its parameters and calls one thing. Imports
/// `forward` and `dev.kecs.protocol`.
@NullMarked
package dev.kecs.agent.rpc;

import org.jspecify.annotations.NullMarked;
