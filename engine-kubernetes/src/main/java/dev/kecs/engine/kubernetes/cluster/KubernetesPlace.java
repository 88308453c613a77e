package dev.kecs.engine.kubernetes.cluster;

import dev.kecs.engine.kubernetes.reach.Reach;
import io.fabric8.kubernetes.client.Config;
import java.util.Optional;

/// Where the pods of one ECS cluster run.
///
/// @param config how its API server is reached
/// @param namespace holds everything that KECS makes for this ECS cluster, and nothing else
/// @param routed whether a Traefik is there for it, which shall lead to its services
/// @param reach how this host reaches its node ports
/// @param gateway this host's address as pods reach it; empty where that is not known
public record KubernetesPlace(Config config, String namespace, boolean routed, Reach reach, Optional<String> gateway) {
    /// A place without Traefik, whose nodes this host can dial, and whose pods do not reach this host.
    public KubernetesPlace(Config config, String namespace) {
        this(config, namespace, false, Reach.DIRECT, Optional.empty());
    }
}
