package dev.kecs.protocol.control;

import java.util.Map;
import java.util.Objects;

/// What kecs-server says of itself.
///
/// @param startedAt ISO-8601
/// @param tasks how many, by ECS's `lastStatus`
public record ServerStatus(
        String instance,
        long pid,
        String version,
        String apiAddress,
        int apiPort,
        String engine,
        String startedAt,
        boolean ready,
        int clusters,
        int services,
        Map<String, Integer> tasks) {
    public ServerStatus {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(apiAddress, "apiAddress");
        tasks = tasks == null ? Map.of() : Map.copyOf(tasks);
    }
}
