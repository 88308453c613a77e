/// Moves bytes from one socket to another: by copying through a loop's shared buffer, or in the kernel. Its one rule:
/// it knows
/// channels and buffers, no loops and no connections. Imports the JDK.
@NullMarked
package dev.kecs.agent.relay.move;

import org.jspecify.annotations.NullMarked;
