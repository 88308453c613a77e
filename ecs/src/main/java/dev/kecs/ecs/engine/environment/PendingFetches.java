package dev.kecs.ecs.engine.environment;

import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.name.TaskArn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Launches whose values are being fetched, during which their engine does other work: nothing of these tasks is made
/// yet. Owned by the engine's thread, which it is called on, and on which it tells.
public final class PendingFetches {
    /// What becomes of a launch. Told on the engine's thread, once, unless it was cancelled.
    public interface Outcome {
        void fetched(TaskLaunch launch, FetchedValues values);

        /// @param reason with which the task stops
        void failed(TaskLaunch launch, String reason);
    }

    private final SecretSource source;
    private final Executor thread;
    private final Outcome outcome;
    private final Map<TaskArn, TaskLaunch> pending = new HashMap<>();

    /// @param thread hands work to the engine's thread
    public PendingFetches(SecretSource source, Executor thread, Outcome outcome) {
        this.source = source;
        this.thread = thread;
        this.outcome = outcome;
    }

    /// Begins, unless that was done before.
    public void begin(TaskLaunch launch) {
        if (pending.putIfAbsent(launch.task(), launch) == null) {
            source.fetch(launch).whenComplete((values, failure) -> thread.execute(() -> end(launch, values, failure)));
        }
    }

    /// @param values null when there is a failure
    private void end(TaskLaunch launch, @Nullable FetchedValues values, @Nullable Throwable failure) {
        if (!pending.remove(launch.task(), launch)) {
            return;
        }
        if (values != null) {
            outcome.fetched(launch, values);
        } else {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            outcome.failed(launch, String.valueOf(cause == null ? failure : cause.getMessage()));
        }
    }

    /// Nothing will be told of it.
    ///
    /// @return the launch; empty when none of this task was pending
    public Optional<TaskLaunch> cancel(TaskArn task) {
        return Optional.ofNullable(pending.remove(task));
    }

    /// Nothing will be told of any.
    public void cancelAll() {
        pending.clear();
    }
}
