package dev.kecs.scheduler;

import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Service;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/// When failing tasks end a deployment, and how long to wait before the next try. Pure.
final class CircuitBreaker {
    private static final int LOWEST_THRESHOLD = 3;
    private static final int HIGHEST_THRESHOLD = 200;
    private static final int FAILURES_WITHOUT_PAUSE = 3;
    private static final int LONGEST_DOUBLING = 6;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private CircuitBreaker() {}

    static Optional<DeploymentCircuitBreaker> of(Service service) {
        return Optional.ofNullable(service.spec().declared().deploymentConfiguration())
                .map(DeploymentConfiguration::deploymentCircuitBreaker)
                .filter(breaker -> Boolean.TRUE.equals(breaker.enable()));
    }

    /// Half of the desired count, at least 3, at most 200 (source: "How the Amazon ECS deployment circuit
    /// breaker detects failures" in the developer guide).
    static boolean trips(Deployment deployment, int desired) {
        int threshold = Math.clamp(Math.ceilDiv(desired, 2), LOWEST_THRESHOLD, HIGHEST_THRESHOLD);
        return deployment.failedTasks() >= threshold;
    }

    /// The pause after the deployment's last failure: none for the first three in a row, then 1 s, doubling
    /// up to about a minute (a KECS decision: ECS throttles likewise, and documents no figures).
    static Duration pause(Deployment deployment) {
        int beyond = deployment.failedTasks() - FAILURES_WITHOUT_PAUSE;
        return beyond <= 0 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << Math.min(beyond - 1, LONGEST_DOUBLING));
    }
}
