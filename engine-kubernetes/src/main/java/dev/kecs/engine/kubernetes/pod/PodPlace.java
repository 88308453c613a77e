package dev.kecs.engine.kubernetes.pod;

import dev.kecs.ecs.engine.environment.TaskSurroundings;
import dev.kecs.engine.kubernetes.name.Marks;
import java.util.Map;

/// Where pods are made, and what their containers are told of it.
///
/// @param hosts names that pods resolve besides those of their definitions, and the addresses
public record PodPlace(Marks marks, String namespace, TaskSurroundings services, Map<String, String> hosts) {
    public PodPlace {
        hosts = Map.copyOf(hosts);
    }
}
