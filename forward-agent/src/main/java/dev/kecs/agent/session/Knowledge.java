package dev.kecs.agent.session;

import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.protocol.target.Snapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All that a session knows when it decides on its state.
///
/// @param portTaken why it does not listen; null when it does
/// @param snapshot the last one; null before the first
/// @param usable endpoints that may get new connections
/// @param proven those of them that have accepted a connection
/// @param failure why the last probe failed; null when none has
/// @param retryAt when the next probe or bind is due
/// @param autoReconnect false ends the forward when its target goes
record Knowledge(
        @Nullable String portTaken,
        @Nullable Snapshot snapshot,
        int usable,
        int proven,
        @Nullable DialFailure failure,
        @Nullable Instant retryAt,
        boolean autoReconnect) {}
