package dev.kecs.scheduler.taskdefinition;

import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.RevisionStatus;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import dev.kecs.scheduler.step.Step;
import java.time.Duration;
import java.time.Instant;

/// Lets a DELETE_IN_PROGRESS revision go for good once no task and no deployment uses it any more (source: the
/// ECS API reference, `DeleteTaskDefinitions`). Stateless; used by the scheduler's thread only.
public final class RevisionReconciler {
    /// How long one is shown under deletion at least, and how often it is looked at again.
    private static final Duration STAYS = Duration.ofMinutes(1);

    private RevisionReconciler() {}

    public static void reconcile(Step step, TaskDefinitionArn arn) {
        step.stores()
                .taskDefinitions()
                .find(arn)
                .filter(RevisionReconciler::goes)
                .ifPresent(found -> removeOrLookAgain(step, found));
    }

    public static boolean goes(TaskDefinition revision) {
        return revision.status() == RevisionStatus.DELETE_IN_PROGRESS;
    }

    private static void removeOrLookAgain(Step step, TaskDefinition revision) {
        Instant end = revision.deleteRequestedAt().map(at -> at.plus(STAYS)).orElse(step.now());
        if (step.now().isBefore(end)) {
            step.lookAgain(revision.arn(), end);
        } else if (isUsed(step.stores(), revision.arn())) {
            step.lookAgainIn(revision.arn(), STAYS);
        } else {
            step.stores().taskDefinitions().remove(revision.arn());
        }
    }

    private static boolean isUsed(Stores stores, TaskDefinitionArn arn) {
        return stores.services().all().stream()
                        .anyMatch(service -> service.status() != ServiceStatus.INACTIVE && names(service, arn))
                || stores.tasks().all().stream()
                        .anyMatch(task -> task.spec().taskDefinition().equals(arn)
                                && !(task.observed().state() instanceof TaskState.Stopped));
    }

    private static boolean names(Service service, TaskDefinitionArn arn) {
        return service.spec().taskDefinition().equals(arn)
                || service.progress().deployments().stream()
                        .anyMatch(deployment ->
                                deployment.terms().taskDefinition().equals(arn));
    }
}
