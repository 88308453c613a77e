package dev.kecs.testkit.engine;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.engine.environment.SecretSource;
import dev.kecs.ecs.engine.environment.TaskReferences;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Values that come when a test wants them to. Tasks that refer to nothing do not wait. Any thread may call it.
public final class FakeSecrets implements SecretSource {
    private final CompletableFuture<FetchedValues> values = new CompletableFuture<>();

    @Override
    public CompletionStage<FetchedValues> fetch(TaskLaunch launch) {
        return TaskReferences.of(launch).isEmpty() ? CompletableFuture.completedFuture(FetchedValues.NONE) : values;
    }

    /// Every task that refers to something gets these.
    public void come(FetchedValues fetched) {
        values.complete(fetched);
    }

    /// Every task that refers to something fails with this reason.
    public void fail(String reason) {
        values.completeExceptionally(new EngineException(reason));
    }
}
