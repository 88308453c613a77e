package dev.kecs.server.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What can run tasks.
public enum EngineKind {
    /// Local processes.
    PROCESS,
    /// Pods of a Kubernetes cluster that is there already.
    KUBERNETES,
    /// Pods of Kubernetes clusters that k3d makes, one for each ECS cluster.
    K3D;

    /// As users write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether its clusters have a Traefik of their own; kecs-agent stands for it elsewhere.
    public boolean hasTraefik() {
        return switch (this) {
            case PROCESS, KUBERNETES -> false;
            case K3D -> true;
        };
    }

    /// @throws IllegalArgumentException with what there is to choose from
    public static EngineKind of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no engine '" + word
                        + "'; this version has: "
                        + Arrays.stream(values()).map(EngineKind::word).collect(Collectors.joining(", "))));
    }
}
