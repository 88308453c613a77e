package dev.kecs.scheduler.service;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.scheduler.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Counts the tasks of a deployment that ended without ever having been healthy (source: the ECS API
/// reference, `Deployment`, `failedTasks`). Tasks that somebody asked to end do not count.
public final class Failures {
    private Failures() {}

    /// Notes on the owner's deployment what the change from `before` to `after` means.
    public static void count(Step step, Service owner, Task before, Task after) {
        boolean ended = !(before.observed().state() instanceof TaskState.Stopped)
                && after.observed().state() instanceof TaskState.Stopped;
        if (ended && after.goal() instanceof TaskGoal.Stop stop && !wasAsked(stop)) {
            note(step, owner, after, stop.since());
        }
    }

    private static boolean wasAsked(TaskGoal.Stop stop) {
        boolean replaced = stop.reason().equals(ServiceReconciler.FAILED_HEALTH_CHECKS);
        return switch (stop.code()) {
            case USER_INITIATED, TERMINATION_NOTICE -> true;
            case SERVICE_SCHEDULER_INITIATED -> !replaced;
            default -> false;
        };
    }

    private static void note(Step step, Service owner, Task task, Instant stoppedAt) {
        if (wasHealthy(step, owner, task, stoppedAt)) {
            return;
        }
        List<Deployment> deployments = owner.progress().deployments().stream()
                .map(each -> Census.belongsTo(each, task) ? failed(each, each.failedTasks() + 1, step.now()) : each)
                .toList();
        step.stores().services().put(owner.progressed(progress -> progress.withDeployments(deployments)));
    }

    private static boolean wasHealthy(Step step, Service owner, Task task, Instant stoppedAt) {
        TaskFitness fitness = new TaskFitness(step, owner);
        if (fitness.isChecked(task)) {
            return fitness.health(task) == Health.HEALTHY;
        }
        Optional<Instant> startedAt =
                task.observed().state() instanceof TaskState.Stopped stopped ? stopped.startedAt() : Optional.empty();
        return startedAt
                .filter(at -> !stoppedAt.isBefore(at.plus(TaskFitness.SETTLING)))
                .isPresent();
    }

    static Deployment failed(Deployment deployment, int failedTasks, Instant now) {
        return new Deployment(
                deployment.id(), deployment.terms(), deployment.rollout(), failedTasks, deployment.createdAt(), now);
    }
}
