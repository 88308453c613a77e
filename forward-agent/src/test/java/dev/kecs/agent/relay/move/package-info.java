@NullMarked
package dev.kecs.agent.relay.move;

import org.jspecify.annotations.NullMarked;
