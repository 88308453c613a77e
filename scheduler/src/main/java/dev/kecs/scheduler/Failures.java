package dev.kecs.scheduler;

import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Counts tasks of a deployment that end before they were of any use: never RUNNING, or for less than five
/// seconds (a KECS decision: a process starts so quickly that RUNNING alone proves nothing).
final class Failures {
    static final Duration OF_USE_AFTER = Duration.ofSeconds(5);

    private Failures() {}

    /// Notes on the owner's deployment what the change from `before` to `after` means.
    static void count(Step step, Service owner, Task before, Task after) {
        boolean ended = !(before.observed().state() instanceof TaskState.Stopped)
                && after.observed().state() instanceof TaskState.Stopped;
        if (ended && after.goal() instanceof TaskGoal.Stop stop && stop.code() != TaskStopCode.USER_INITIATED) {
            boolean ours = stop.code() == TaskStopCode.SERVICE_SCHEDULER_INITIATED
                    && stop.reason().startsWith(ServiceReconciler.SCALING);
            if (!ours) {
                note(step, owner, after, stop.since());
            }
        }
    }

    private static void note(Step step, Service owner, Task task, Instant stoppedAt) {
        boolean ofUse = startedAt(task)
                .filter(at -> Duration.between(at, stoppedAt).compareTo(OF_USE_AFTER) >= 0)
                .isPresent();
        List<Deployment> deployments = owner.progress().deployments().stream()
                .map(each -> each.id().equals(task.spec().origin().startedBy().orElse(""))
                        ? failedTasks(each, ofUse ? 0 : each.failedTasks() + 1, step.now())
                        : each)
                .toList();
        step.stores()
                .services()
                .put(owner.progressed(
                        progress -> new Service.Progress(deployments, progress.events(), progress.steadySince())));
    }

    private static Optional<Instant> startedAt(Task task) {
        return task.observed().state() instanceof TaskState.Stopped stopped ? stopped.startedAt() : Optional.empty();
    }

    static Deployment failedTasks(Deployment deployment, int failedTasks, Instant now) {
        return new Deployment(
                deployment.id(), deployment.terms(), deployment.rollout(), failedTasks, deployment.createdAt(), now);
    }
}
