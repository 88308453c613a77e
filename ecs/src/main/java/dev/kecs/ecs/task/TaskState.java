package dev.kecs.ecs.task;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Where a task is on its way (source: "Amazon ECS task lifecycle" in the developer guide). Transitions:
/// `TaskLifecycle`.
public sealed interface TaskState {
    record Provisioning() implements TaskState {}

    record Pending(Instant since) implements TaskState {}

    record Activating(Instant since) implements TaskState {}

    record Running(Instant startedAt) implements TaskState {}

    /// New connections are being turned away; nothing has been signalled yet.
    record Deactivating(Optional<Instant> startedAt, Instant stoppingAt) implements TaskState {}

    record Stopping(Optional<Instant> startedAt, Instant stoppingAt) implements TaskState {}

    record Deprovisioning(Optional<Instant> startedAt, Instant stoppingAt, Instant executionStoppedAt)
            implements TaskState {}

    /// Terminal.
    record Stopped(
            Optional<Instant> startedAt, Instant stoppingAt, Optional<Instant> executionStoppedAt, Instant stoppedAt)
            implements TaskState {}

    /// ECS's `lastStatus`.
    default String lastStatus() {
        return getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }
}
