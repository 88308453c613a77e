package dev.kecs.engine.kubernetes.pod;

import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;

/// An ECS health check as a readiness probe: the node runs it in the container, control plane or not, and a failure
/// restarts nothing. Defaults are those of the ECS API reference, `HealthCheck`.
final class HealthProbe {
    private HealthProbe() {}

    static Optional<Probe> of(ContainerDefinition container) {
        return declared(container)
                .map(check -> new ProbeBuilder()
                        .withNewExec()
                        .withCommand(command(check))
                        .endExec()
                        .withPeriodSeconds(interval(check))
                        .withTimeoutSeconds(timeout(check))
                        .withFailureThreshold(retries(check))
                        .withSuccessThreshold(1)
                        .build());
    }

    static Optional<PodPlan.Check> plan(ContainerDefinition container) {
        return declared(container).map(check -> {
            int startPeriod = Optional.ofNullable(check.startPeriod()).orElse(0);
            return new PodPlan.Check(
                    startPeriod, startPeriod + retries(check) * Math.max(interval(check), timeout(check)));
        });
    }

    /// `NONE` takes the image's own check away, which Kubernetes does not know anyway.
    private static Optional<HealthCheck> declared(ContainerDefinition container) {
        return Optional.ofNullable(container.healthCheck())
                .filter(check -> !check.command().isEmpty()
                        && !"NONE".equals(check.command().getFirst()));
    }

    private static List<String> command(HealthCheck check) {
        List<String> words = check.command();
        return switch (words.getFirst()) {
            case "CMD-SHELL" -> List.of("/bin/sh", "-c", words.getLast());
            case "CMD" -> words.subList(1, words.size());
            default -> words;
        };
    }

    private static int interval(HealthCheck check) {
        return Optional.ofNullable(check.interval()).orElse(30);
    }

    private static int timeout(HealthCheck check) {
        return Optional.ofNullable(check.timeout()).orElse(5);
    }

    private static int retries(HealthCheck check) {
        return Optional.ofNullable(check.retries()).orElse(3);
    }
}
