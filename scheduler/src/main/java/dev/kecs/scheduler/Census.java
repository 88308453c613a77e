package dev.kecs.scheduler;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskHealth;
import dev.kecs.ecs.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A service's tasks sorted by deployment and health; tasks wanted to stop are in none of the lists.
///
/// @param onlyPrimary whether no task of an older deployment is left, stopping ones included
record Census(
        List<Task> newHealthy,
        List<Task> newUnhealthy,
        List<Task> oldHealthy,
        List<Task> oldUnhealthy,
        boolean onlyPrimary) {

    static Census of(Stores stores, List<Task> alive, Deployment primary) {
        List<Task> wanted = alive.stream().filter(ServiceReconciler::wanted).toList();
        return new Census(
                wanted.stream()
                        .filter(task -> of(task, primary) && healthy(stores, task))
                        .toList(),
                wanted.stream()
                        .filter(task -> of(task, primary) && !healthy(stores, task))
                        .toList(),
                wanted.stream()
                        .filter(task -> !of(task, primary) && healthy(stores, task))
                        .toList(),
                wanted.stream()
                        .filter(task -> !of(task, primary) && !healthy(stores, task))
                        .toList(),
                alive.stream().allMatch(task -> of(task, primary)));
    }

    private static boolean of(Task task, Deployment primary) {
        return task.spec().origin().startedBy().filter(primary.id()::equals).isPresent();
    }

    /// RUNNING, and HEALTHY where a health check decides.
    static boolean healthy(Stores stores, Task task) {
        return task.observed().state() instanceof TaskState.Running
                && stores.taskDefinitions()
                        .find(task.spec().taskDefinition())
                        .filter(revision -> TaskHealth.isChecked(revision.body())
                                && TaskHealth.of(task, revision.body()) != Health.HEALTHY)
                        .isEmpty();
    }

    RollingDeployment.Counts counts() {
        return new RollingDeployment.Counts(
                newHealthy.size() + newUnhealthy.size(), newHealthy.size(), oldHealthy.size(), oldUnhealthy.size());
    }

    /// Which tasks the decision means: of the surplus those that are of no use yet, then the newest; of the
    /// old ones the oldest first.
    Stream<Task> toStop(RollingDeployment decision) {
        Stream<Task> surplus = Stream.concat(
                        newUnhealthy.stream().sorted(ServiceReconciler.NEWEST_FIRST),
                        newHealthy.stream().sorted(ServiceReconciler.NEWEST_FIRST))
                .limit(decision.stopNew());
        Stream<Task> old = oldHealthy.stream()
                .sorted(Comparator.comparing(Task::createdAt))
                .limit(decision.stopOldHealthy());
        return Stream.of(surplus, old, oldUnhealthy.stream().limit(decision.stopOldUnhealthy()))
                .flatMap(each -> each);
    }

    boolean allOfUse(Instant now) {
        return newHealthy.stream()
                .allMatch(task -> task.observed().state() instanceof TaskState.Running running
                        && Duration.between(running.startedAt(), now).compareTo(Failures.OF_USE_AFTER) >= 0);
    }
}
