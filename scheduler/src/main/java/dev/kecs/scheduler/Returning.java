package dev.kecs.scheduler;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.name.ClusterArn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Clusters that were ready before this control plane started and that the engine has yet to find again. Written by
/// whoever calls the engine's observer, read by any thread.
final class Returning {
    // By cluster, what the engine is doing to it; empty before it says so.
    private final Map<ClusterArn, String> steps = new ConcurrentHashMap<>();

    void expect(List<ClusterPlan> standing) {
        standing.forEach(plan -> steps.put(plan.cluster(), ""));
    }

    void progressed(ClusterArn cluster, String step) {
        steps.computeIfPresent(cluster, (same, before) -> step);
    }

    void found(ClusterArn cluster) {
        steps.remove(cluster);
    }

    /// What is being done to each. Those of which the engine says nothing are left out: it finds them at once.
    Map<ClusterArn, String> told() {
        return steps.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
