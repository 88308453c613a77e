package dev.kecs.engine.process.health;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import java.time.Duration;
import java.time.Instant;

/// Counts the outcomes of one container's health checks (source: the ECS API reference, `HealthCheck`):
/// HEALTHY after one success; UNHEALTHY after `retries` failures in a row, those in the start period not
/// counted. Owned by the engine's loop.
public final class HealthProbe {
    private final Duration interval;
    private final int retries;
    private final Instant startPeriodEnds;
    private Instant next;
    private boolean underWay;
    private int failures;
    private Health health = Health.UNKNOWN;

    public HealthProbe(Duration interval, int retries, Instant startedAt, Duration startPeriod) {
        this.interval = interval;
        this.retries = retries;
        this.startPeriodEnds = startedAt.plus(startPeriod);
        this.next = startedAt;
    }

    /// When the next check begins; far away while one is under way.
    public Instant next() {
        return underWay ? Instant.MAX : next;
    }

    public void begin(Instant now) {
        underWay = true;
        next = now.plus(interval);
    }

    public void end(boolean success, Instant now) {
        underWay = false;
        if (success) {
            failures = 0;
            health = Health.HEALTHY;
        } else if (!now.isBefore(startPeriodEnds) && ++failures >= retries) {
            health = Health.UNHEALTHY;
        }
    }

    public Health health() {
        return health;
    }
}
