package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.TaskArn;
import java.util.concurrent.CompletionStage;

/// Holds a task's SIGTERM back until nobody sends it new connections any more.
public interface DrainGate {
    /// Completes, never exceptionally, when all who forward to the task have acknowledged that it is
    /// DEACTIVATING, or 500 ms later.
    CompletionStage<Void> drained(TaskArn task);
}
