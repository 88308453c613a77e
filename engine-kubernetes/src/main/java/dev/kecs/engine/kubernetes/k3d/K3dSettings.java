package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.engine.kubernetes.reach.ReachWish;
import java.nio.file.Path;
import java.util.Optional;

/// @param instance the instance's directory: kubeconfig files and leases of ports are kept in its `k3d`
/// @param image what the nodes run; empty for k3d's own default
/// @param reach how this host shall reach tasks
public record K3dSettings(Path instance, Optional<String> image, ReachWish reach) {
    /// Reaching tasks as is best here.
    public K3dSettings(Path instance, Optional<String> image) {
        this(instance, image, ReachWish.USUAL);
    }

    Path directory() {
        return instance.resolve("k3d");
    }

    /// What the owners of leases are kept in.
    Path ports() {
        return directory().resolve("ports");
    }
}
