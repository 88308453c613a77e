package dev.kecs.protocol.control;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What kecs-server says of itself.
///
/// @param startedAt ISO-8601
/// @param tasks how many, by ECS's `lastStatus`
/// @param unsettled the clusters that are neither ACTIVE nor INACTIVE, by name
/// @param awsEmulator null where there is none
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
        Map<String, Integer> tasks,
        List<UnsettledCluster> unsettled,
        @Nullable AwsEmulatorStatus awsEmulator) {
    public ServerStatus {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(apiAddress, "apiAddress");
        unsettled = unsettled == null ? List.of() : List.copyOf(unsettled);
        tasks = tasks == null ? Map.of() : Map.copyOf(tasks);
    }
}
