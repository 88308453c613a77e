package dev.kecs.engine.kubernetes.k3d;

import java.nio.file.Path;
import java.util.Optional;

/// @param instance the instance's directory: kubeconfig files are kept in its `k3d`
/// @param image what the nodes run; empty for k3d's own default
public record K3dSettings(Path instance, Optional<String> image) {
    Path directory() {
        return instance.resolve("k3d");
    }
}
