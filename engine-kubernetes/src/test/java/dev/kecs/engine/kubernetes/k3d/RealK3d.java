package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.engine.kubernetes.program.ExternalPrograms;
import dev.kecs.engine.kubernetes.reach.ReachWish;
import dev.kecs.hostports.ClusterPorts;
import dev.kecs.hostports.LeaseDirectory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What tests need that make Kubernetes clusters by the real k3d.
final class RealK3d {
    private RealK3d() {}

    /// @param instance its directory's name is part of the clusters' names
    static K3dSettings settings(Path instance, ReachWish reach) {
        return new K3dSettings(instance, Optional.ofNullable(System.getenv("KECS_K3S_IMAGE")), reach);
    }

    static K3dSettings settings(Path instance) {
        return settings(instance, ReachWish.USUAL);
    }

    /// The ports of clusters' Traefiks.
    ///
    /// @param directory for their owners
    static ClusterPorts ports(Path directory) {
        return new ClusterPorts(
                LeaseDirectory.ofUser(System.getProperty("user.name")),
                directory.resolve("ports"),
                new DockerPublishedPorts(new ExternalPrograms(Map.of())),
                ClusterPorts::bindable);
    }
}
