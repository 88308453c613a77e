package dev.kecs.ecs.task;

import dev.kecs.ecs.task.TaskState.Activating;
import dev.kecs.ecs.task.TaskState.Deactivating;
import dev.kecs.ecs.task.TaskState.Deprovisioning;
import dev.kecs.ecs.task.TaskState.Pending;
import dev.kecs.ecs.task.TaskState.Provisioning;
import dev.kecs.ecs.task.TaskState.Running;
import dev.kecs.ecs.task.TaskState.Stopped;
import dev.kecs.ecs.task.TaskState.Stopping;
import java.time.Instant;
import java.util.Optional;

/// All transitions of a task (source: "Amazon ECS task lifecycle" in the developer guide). Pure. An event
/// that the table does not name for a state leaves the state alone; STOPPED leaves nothing to any event.
///
/// | state          | Launched | ContainerStarted | AllStarted | StopWished   | Drained  | Ended          |
/// Released |
/// |----------------|----------|------------------|------------|--------------|----------|----------------|----------|
/// | PROVISIONING   | PENDING  | -                | -          | STOPPING     | -        | DEPROVISIONING | -
/// |
/// | PENDING        | -        | ACTIVATING       | RUNNING    | STOPPING     | -        | DEPROVISIONING | -
/// |
/// | ACTIVATING     | -        | -                | RUNNING    | STOPPING     | -        | DEPROVISIONING | -
/// |
/// | RUNNING        | -        | -                | -          | DEACTIVATING | -        | DEPROVISIONING | -
/// |
/// | DEACTIVATING   | -        | -                | -          | -            | STOPPING | DEPROVISIONING | -
/// |
/// | STOPPING       | -        | -                | -          | -            | -        | DEPROVISIONING | -
/// |
/// | DEPROVISIONING | -        | -                | -          | -            | -        | -              |
/// STOPPED  |
/// | STOPPED        | -        | -                | -          | -            | -        | -              | -
/// |
///
/// A task that has never been RUNNING gets no connections, so it is not DEACTIVATING on its way down.
public final class TaskLifecycle {
    private TaskLifecycle() {}

    public static TaskState next(TaskState state, TaskEvent event) {
        return switch (event) {
            case TaskEvent.Launched(Instant at) -> state instanceof Provisioning ? new Pending(at) : state;
            case TaskEvent.ContainerStarted(Instant at) -> state instanceof Pending ? new Activating(at) : state;
            case TaskEvent.AllStarted(Instant at) -> allStarted(state, at);
            case TaskEvent.StopWished(Instant at) -> stopWished(state, at);
            case TaskEvent.Drained() ->
                state instanceof Deactivating(Optional<Instant> startedAt, Instant stoppingAt)
                        ? new Stopping(startedAt, stoppingAt)
                        : state;
            case TaskEvent.Ended(Instant at) -> ended(state, at);
            case TaskEvent.Released(Instant at) -> released(state, at);
        };
    }

    private static TaskState allStarted(TaskState state, Instant at) {
        return switch (state) {
            case Pending pending -> new Running(at);
            case Activating activating -> new Running(at);
            case Provisioning provisioning -> state;
            case Running running -> state;
            case Deactivating deactivating -> state;
            case Stopping stopping -> state;
            case Deprovisioning deprovisioning -> state;
            case Stopped stopped -> state;
        };
    }

    private static TaskState stopWished(TaskState state, Instant at) {
        return switch (state) {
            case Provisioning provisioning -> new Stopping(Optional.empty(), at);
            case Pending pending -> new Stopping(Optional.empty(), at);
            case Activating activating -> new Stopping(Optional.empty(), at);
            case Running(Instant startedAt) -> new Deactivating(Optional.of(startedAt), at);
            case Deactivating deactivating -> state;
            case Stopping stopping -> state;
            case Deprovisioning deprovisioning -> state;
            case Stopped stopped -> state;
        };
    }

    private static TaskState ended(TaskState state, Instant at) {
        return switch (state) {
            case Provisioning provisioning -> new Deprovisioning(Optional.empty(), at, at);
            case Pending pending -> new Deprovisioning(Optional.empty(), at, at);
            case Activating activating -> new Deprovisioning(Optional.empty(), at, at);
            case Running(Instant startedAt) -> new Deprovisioning(Optional.of(startedAt), at, at);
            case Deactivating(Optional<Instant> startedAt, Instant stoppingAt) ->
                new Deprovisioning(startedAt, stoppingAt, at);
            case Stopping(Optional<Instant> startedAt, Instant stoppingAt) ->
                new Deprovisioning(startedAt, stoppingAt, at);
            case Deprovisioning deprovisioning -> state;
            case Stopped stopped -> state;
        };
    }

    private static TaskState released(TaskState state, Instant at) {
        return state
                        instanceof
                        Deprovisioning(Optional<Instant> startedAt, Instant stoppingAt, Instant executionStoppedAt)
                ? new Stopped(startedAt, stoppingAt, Optional.of(executionStoppedAt), at)
                : state;
    }
}
