package dev.kecs.server.settings;

import java.nio.file.Path;
import java.util.Optional;

/// What the command line says of the Kubernetes cluster; it comes before `kecs.yaml`.
///
/// @param kubeconfig absolute
/// @param context one of the kubeconfig file's
public record KubernetesOptions(Optional<Path> kubeconfig, Optional<String> context) {
    public static final KubernetesOptions NONE = new KubernetesOptions(Optional.empty(), Optional.empty());
}
