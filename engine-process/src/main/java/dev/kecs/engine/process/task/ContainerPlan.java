package dev.kecs.engine.process.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one container will be run.
///
/// @param command program and arguments; empty when `failure` says why it cannot run
/// @param workingDirectory an existing directory
public record ContainerPlan(
        String name,
        List<String> command,
        String workingDirectory,
        Map<String, String> environment,
        Terms terms,
        Optional<String> failure) {
    public ContainerPlan {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// @param dependsOn other containers' names and ECS's condition names
    /// @param stopTimeoutSeconds from SIGTERM to SIGKILL
    public record Terms(Map<String, String> dependsOn, int stopTimeoutSeconds, Optional<HealthPlan> health) {
        public Terms {
            dependsOn = Map.copyOf(dependsOn);
        }
    }

    /// A health check; times in seconds (source: the ECS API reference, `HealthCheck`).
    public record HealthPlan(List<String> command, int interval, int timeout, int retries, int startPeriod) {
        public HealthPlan {
            command = List.copyOf(command);
        }
    }
}
