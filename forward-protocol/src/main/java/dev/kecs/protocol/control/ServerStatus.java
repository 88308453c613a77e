package dev.kecs.protocol.control;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What kecs-server says of itself.
///
/// @param startedAt ISO-8601
/// @param tasks how many, by ECS's `lastStatus`, in alphabetical order
/// @param unsettled the clusters that are neither ACTIVE nor INACTIVE, and those that the engine has yet to find again
/// @param agentWanted whether kecs-agent is to run though no forward may be wanted: it listens at clusters' ports
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
        boolean agentWanted,
        @Nullable AwsEmulatorStatus awsEmulator) {
    public ServerStatus {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(apiAddress, "apiAddress");
        unsettled = unsettled == null ? List.of() : List.copyOf(unsettled);
        tasks = tasks == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tasks));
    }
}
