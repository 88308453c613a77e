package dev.kecs.scheduler.service;

import dev.kecs.ecs.service.Deployment;
import java.time.Duration;
import java.time.Instant;

/// How long to wait before tasks that keep failing are tried again (a KECS decision: ECS throttles likewise,
/// "Amazon ECS service throttle logic" in the developer guide, and documents no figures). Pure.
final class Throttle {
    private static final int WAVES_WITHOUT_PAUSE = 3;
    private static final int LONGEST_DOUBLING = 6;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private Throttle() {}

    /// When the next tasks may start: at once for the first three waves of failures, then 1 s after the last
    /// failure, doubling up to about a minute. A wave is as many failures as the service has tasks.
    static Instant opensAt(Deployment deployment, int desired) {
        int waves = Math.ceilDiv(deployment.failedTasks(), Math.max(1, desired));
        int beyond = waves - WAVES_WITHOUT_PAUSE;
        return beyond <= 0
                ? Instant.MIN
                : deployment.updatedAt().plus(FIRST_PAUSE.multipliedBy(1L << Math.min(beyond - 1, LONGEST_DOUBLING)));
    }
}
