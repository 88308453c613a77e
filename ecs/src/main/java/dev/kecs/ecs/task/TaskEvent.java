package dev.kecs.ecs.task;

import java.time.Instant;

/// What moves a task on its way; [TaskLifecycle] says how.
public sealed interface TaskEvent {
    /// The engine was told to launch it.
    record Launched(Instant at) implements TaskEvent {}

    /// Its first container has started.
    record ContainerStarted(Instant at) implements TaskEvent {}

    /// Every container that has to run before the task counts as RUNNING runs, or has ended as it should.
    record AllStarted(Instant at) implements TaskEvent {}

    /// Its goal is [TaskGoal.Stop].
    record StopWished(Instant at) implements TaskEvent {}

    /// Nobody sends it new connections any more.
    record Drained() implements TaskEvent {}

    /// No container runs any more, and none will.
    record Ended(Instant at) implements TaskEvent {}

    /// All that was made for it is released.
    record Released(Instant at) implements TaskEvent {}
}
