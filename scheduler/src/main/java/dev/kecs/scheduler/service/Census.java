package dev.kecs.scheduler.service;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.scheduler.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A service's tasks sorted by deployment and health. Made anew in each step.
///
/// @param alive how many are not STOPPED yet; those wanted to stop are in none of the lists
/// @param onlyPrimary whether no task of an older deployment is left, stopping ones included
record Census(
        List<Task> healthy,
        List<Task> starting,
        List<Task> sick,
        List<Task> oldHealthy,
        List<Task> oldUnfit,
        int alive,
        boolean onlyPrimary) {

    /// Newest first, ties by ARN: the order in which surplus tasks are stopped.
    private static final Comparator<Task> NEWEST_FIRST = Comparator.comparing(Task::createdAt)
            .reversed()
            .thenComparing(task -> task.arn().toString());

    private static final Comparator<Task> OLDEST_FIRST = NEWEST_FIRST.reversed();

    static Census of(Step step, Service service, List<Task> alive, Deployment primary) {
        TaskFitness fitness = new TaskFitness(step, service);
        List<Task> healthy = new ArrayList<>();
        List<Task> starting = new ArrayList<>();
        List<Task> sick = new ArrayList<>();
        List<Task> oldHealthy = new ArrayList<>();
        List<Task> oldUnfit = new ArrayList<>();
        for (Task task : alive) {
            if (!(task.goal() instanceof TaskGoal.Run)) {
                continue;
            }
            if (!belongsTo(primary, task)) {
                boolean serves = TaskFitness.runs(task) && fitness.health(task) != Health.UNHEALTHY;
                (serves ? oldHealthy : oldUnfit).add(task);
            } else {
                switch (fitness.of(task)) {
                    case HEALTHY -> healthy.add(task);
                    case STARTING -> starting.add(task);
                    case SICK -> sick.add(task);
                }
            }
        }
        boolean onlyPrimary = alive.stream().allMatch(task -> belongsTo(primary, task));
        return new Census(healthy, starting, sick, oldHealthy, oldUnfit, alive.size(), onlyPrimary);
    }

    static boolean belongsTo(Deployment deployment, Task task) {
        return task.spec().origin().startedBy().filter(deployment.id()::equals).isPresent();
    }

    RollingDeployment.Counts counts() {
        return new RollingDeployment.Counts(
                healthy.size(), starting.size(), sick.size(), oldHealthy.size(), oldUnfit.size());
    }

    /// Whether all is as it shall be, nothing on its way up or down.
    boolean settled(int desired) {
        return healthy.size() == desired && alive == desired && onlyPrimary;
    }

    /// Of the sick ones the oldest.
    List<Task> sickToStop(RollingDeployment decision) {
        return sick.stream().sorted(OLDEST_FIRST).limit(decision.stopSick()).toList();
    }

    /// Of the surplus those that are of no use yet, then the newest; of the old ones the oldest first.
    List<Task> toStop(RollingDeployment decision) {
        Stream<Task> surplus = Stream.concat(
                        starting.stream().sorted(NEWEST_FIRST), healthy.stream().sorted(NEWEST_FIRST))
                .limit(decision.stopSurplus());
        Stream<Task> unfit = oldUnfit.stream().limit(decision.stopOldUnfit());
        Stream<Task> old = oldHealthy.stream().sorted(OLDEST_FIRST).limit(decision.stopOldHealthy());
        return Stream.of(surplus, unfit, old).flatMap(each -> each).toList();
    }

    /// Whether a task of the PRIMARY deployment has become healthy since.
    boolean provenSince(Instant failure) {
        return healthy.stream()
                .flatMap(task -> TaskFitness.settledAt(task).stream())
                .anyMatch(failure::isBefore);
    }
}
