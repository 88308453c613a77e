package dev.kecs.ecs.engine.environment;

import dev.kecs.ecs.engine.TaskLaunch;
import java.util.concurrent.CompletionStage;

/// Fetches what containers only refer to: `secrets` and `environmentFiles`. Any thread may call it, an engine's own
/// included: it returns at once.
public interface SecretSource {
    /// All values of a task, or none.
    ///
    /// @return completes on any thread, at once when the task refers to nothing; fails with an
    ///     [dev.kecs.ecs.engine.EngineException] whose message is the reason with which the task stops:
    ///     `ResourceInitializationError: …`
    CompletionStage<FetchedValues> fetch(TaskLaunch launch);
}
