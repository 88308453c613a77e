package dev.kecs.scheduler;

import java.time.Duration;

/// What the scheduler tells of its own work. Called on the scheduler's thread; must return quickly.
public interface SchedulerMetrics {
    SchedulerMetrics NONE = duration -> {};

    /// One step is durable and its effects are under way.
    void reconciled(Duration duration);
}
