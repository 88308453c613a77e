package dev.kecs.ecs.engine.environment;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskLaunch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Where nothing can be fetched: tasks that refer to something stop.
///
/// @param why a sentence that says what is missing and what to do
public record NoSecretSource(String why) implements SecretSource {
    @Override
    public CompletionStage<FetchedValues> fetch(TaskLaunch launch) {
        TaskReferences references = TaskReferences.of(launch);
        if (references.isEmpty()) {
            return CompletableFuture.completedFuture(FetchedValues.NONE);
        }
        return CompletableFuture.failedFuture(new EngineException(
                references.secrets().isEmpty()
                        ? "ResourceInitializationError: failed to download env files: "
                                + references.files().getFirst().location() + ": " + why
                        : "ResourceInitializationError: unable to pull secrets or registry auth: "
                                + references.secrets().getFirst().valueFrom() + ": " + why));
    }
}
