package dev.kecs.scheduler.service;

/// How many tasks to start and to stop now (source: the ECS API reference, `DeploymentConfiguration`):
/// healthy tasks never fall below the minimum because of us, running and pending ones never rise above the
/// maximum. A task that is of no use is replaced first and stopped then, as long as the maximum leaves room.
/// Pure.
///
/// @param stopSick of the PRIMARY deployment's sick tasks
/// @param stopOldUnfit of older deployments' tasks that are not healthy
/// @param stopOldHealthy of older deployments' healthy tasks
/// @param stopSurplus of the PRIMARY deployment's tasks that are not sick
record RollingDeployment(int start, int stopSick, int stopOldUnfit, int stopOldHealthy, int stopSurplus) {
    /// @param desired tasks wanted in the end
    /// @param minimum healthy tasks that must remain
    /// @param maximum running and pending tasks allowed at once
    record Limits(int desired, int minimum, int maximum) {
        /// The minimum is rounded up, the maximum down, as ECS does.
        static Limits of(int desired, int minimumHealthyPercent, int maximumPercent) {
            long minimum = Math.ceilDiv((long) desired * minimumHealthyPercent, 100L);
            long maximum = (long) desired * maximumPercent / 100;
            return new Limits(desired, Math.toIntExact(minimum), Math.toIntExact(maximum));
        }
    }

    /// Tasks wanted to run.
    ///
    /// @param healthy of the PRIMARY deployment
    /// @param starting of the PRIMARY deployment, on their way to be healthy
    /// @param sick of the PRIMARY deployment, running and failing their health checks
    /// @param oldHealthy of older deployments
    /// @param oldUnfit of older deployments, not running or failing their health checks
    record Counts(int healthy, int starting, int sick, int oldHealthy, int oldUnfit) {
        int all() {
            return healthy + starting + sick + oldHealthy + oldUnfit;
        }
    }

    /// @param mayStart whether tasks of the PRIMARY deployment may be started now; while they may not, nothing
    ///     is stopped to make room for them
    static RollingDeployment decide(Limits limits, Counts counts, boolean mayStart) {
        int desired = limits.desired();
        int useful = counts.healthy() + counts.starting();
        int missing = mayStart ? Math.max(0, desired - useful) : 0;
        int start = Math.clamp(limits.maximum() - counts.all(), 0, missing);
        int lacking = missing - start;

        int unneeded = counts.sick() - Math.max(0, desired - counts.healthy());
        int stopSick = Math.clamp(Math.max(unneeded, lacking), 0, counts.sick());
        boolean replaced = mayStart || counts.healthy() >= desired;
        int stopOldUnfit = replaced ? counts.oldUnfit() : 0;

        int healthy = counts.healthy() + counts.oldHealthy();
        int stillLacking = lacking - stopSick - stopOldUnfit;
        int dispensable = Math.clamp(healthy - limits.minimum(), 0, counts.oldHealthy());
        int stopOldHealthy = Math.clamp(Math.max(healthy - desired, stillLacking), 0, dispensable);
        return new RollingDeployment(start, stopSick, stopOldUnfit, stopOldHealthy, Math.max(0, useful - desired));
    }
}
