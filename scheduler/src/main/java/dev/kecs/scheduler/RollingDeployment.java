package dev.kecs.scheduler;

/// How many tasks to start and to stop now (source: the ECS API reference, `DeploymentConfiguration`):
/// healthy tasks never fall below the minimum because of us, running and pending ones never rise above the
/// maximum. Pure.
record RollingDeployment(int start, int stopOldUnhealthy, int stopOldHealthy, int stopNew) {
    /// @param desired tasks wanted in the end
    /// @param minimum healthy tasks that must remain
    /// @param maximum running and pending tasks allowed at once
    record Limits(int desired, int minimum, int maximum) {
        /// The minimum is rounded up, the maximum down, as ECS does.
        static Limits of(int desired, int minimumHealthyPercent, int maximumPercent) {
            int minimum = Math.ceilDiv(desired * minimumHealthyPercent, 100);
            int maximum = desired * maximumPercent / 100;
            return new Limits(desired, minimum, maximum);
        }
    }

    /// @param newTasks of the PRIMARY deployment, wanted to run, healthy or not
    /// @param newHealthy those of them that are healthy
    /// @param oldHealthy healthy tasks of older deployments, wanted to run
    /// @param oldUnhealthy other tasks of older deployments, wanted to run
    record Counts(int newTasks, int newHealthy, int oldHealthy, int oldUnhealthy) {}

    static RollingDeployment decide(Limits limits, Counts counts) {
        int surplus = Math.max(0, counts.newTasks() - limits.desired());
        int room = limits.maximum() - counts.newTasks() - counts.oldHealthy() - counts.oldUnhealthy();
        int missing = limits.desired() - counts.newTasks();
        int start = Math.max(0, Math.min(missing, room));
        int spare = counts.newHealthy() + counts.oldHealthy() - limits.minimum();
        int stopOldHealthy = Math.clamp(spare, 0, counts.oldHealthy());
        return new RollingDeployment(start, counts.oldUnhealthy(), stopOldHealthy, surplus);
    }
}
