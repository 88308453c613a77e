package dev.kecs.agent.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a forward is. Transitions: [Transitions].
public sealed interface SessionState {
    Instant since();

    /// Nothing is known of the target yet.
    record Resolving(Instant since) implements SessionState {}

    /// An endpoint has accepted a connection.
    record Ready(Instant since) implements SessionState {}

    /// New connections are held.
    ///
    /// @param message one sentence
    /// @param retryAt when something is tried again without being told; null when only news helps
    record Waiting(
            Instant since,
            WaitReason reason,
            String message,
            @Nullable Instant retryAt) implements SessionState {}

    /// The user has paused it.
    record Paused(Instant since) implements SessionState {}

    /// Over: terminal.
    record Closed(Instant since, String reason, String message) implements SessionState {}
}
