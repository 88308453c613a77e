package dev.kecs.engine.kubernetes.cluster;

import io.fabric8.kubernetes.client.Config;

/// Where the pods of one ECS cluster run.
///
/// @param config how its API server is reached
/// @param namespace holds everything that KECS makes for this ECS cluster, and nothing else
/// @param routed whether a Traefik is there for it, which shall lead to its services
public record KubernetesPlace(Config config, String namespace, boolean routed) {
    /// A place without Traefik.
    public KubernetesPlace(Config config, String namespace) {
        this(config, namespace, false);
    }
}
