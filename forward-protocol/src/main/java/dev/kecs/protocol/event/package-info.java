/// What happened to forwards, as `agent.sock` tells it. Its one rule: an event is a record with all that a reader
/// needs,
/// so that it can be read without those before it. Imports `forward` for states, `method`, and Jackson's annotations.
@NullMarked
package dev.kecs.protocol.event;

import org.jspecify.annotations.NullMarked;
