package dev.kecs.scheduler.service;

import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Service;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

/// When failing tasks end a deployment (source: "How the Amazon ECS deployment circuit breaker detects
/// failures" in the developer guide; the ECS API reference, `ThresholdConfiguration`). Pure.
///
/// @param declared empty when the service has none enabled
record CircuitBreaker(Optional<DeploymentCircuitBreaker> declared) {
    private static final int DEFAULT_PERCENT = 50;
    private static final int LOWEST = 3;
    private static final int HIGHEST = 200;

    static CircuitBreaker of(Service service) {
        return new CircuitBreaker(Optional.ofNullable(service.spec().declared().deploymentConfiguration())
                .map(DeploymentConfiguration::deploymentCircuitBreaker)
                .filter(breaker -> Boolean.TRUE.equals(breaker.enable())));
    }

    boolean trips(Deployment deployment, int desired) {
        return deployment.rollout() instanceof Deployment.Rollout.InProgress
                && declared.filter(breaker -> deployment.failedTasks() >= threshold(breaker, desired))
                        .isPresent();
    }

    /// Half of the desired count, at least 3, at most 200, unless the service says otherwise.
    private static int threshold(DeploymentCircuitBreaker breaker, int desired) {
        Optional<ThresholdConfiguration> own = Optional.ofNullable(breaker.thresholdConfiguration());
        int value = own.map(ThresholdConfiguration::value).orElse(DEFAULT_PERCENT);
        ThresholdType type = own.map(ThresholdConfiguration::type).orElse(ThresholdType.BOUNDED_PERCENT);
        long ofDesired = Math.ceilDiv((long) desired * value, 100L);
        long threshold = switch (type) {
            case COUNT -> value;
            case UNBOUNDED_PERCENT -> ofDesired;
            case BOUNDED_PERCENT, UNKNOWN_TO_SDK_VERSION -> Math.clamp(ofDesired, LOWEST, HIGHEST);
        };
        return Math.toIntExact(Math.max(1, threshold));
    }

    boolean rollsBack() {
        return declared.filter(breaker -> Boolean.TRUE.equals(breaker.rollback()))
                .isPresent();
    }

    /// Whether a task that gets healthy makes earlier failures forgotten: yes, unless the service says no.
    boolean forgives() {
        return declared.filter(breaker -> Boolean.FALSE.equals(breaker.resetOnHealthyTask()))
                .isEmpty();
    }
}
