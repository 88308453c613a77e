package dev.kecs.engine.process;

import dev.kecs.ecs.engine.environment.SecretSource;
import dev.kecs.ecs.engine.environment.TaskSurroundings;
import java.util.Map;

/// What programs find around them.
///
/// @param environment this process's own: programs inherit `PATH`, `HOME`, `LANG` and `TMPDIR` from it,
///     nothing else
/// @param services where AWS's services are reached
/// @param secrets where the values that definitions only refer to come from
public record Surroundings(
        Map<String, String> environment, MetadataUrls metadata, TaskSurroundings services, SecretSource secrets) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
