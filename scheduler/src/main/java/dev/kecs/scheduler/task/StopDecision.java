package dev.kecs.scheduler.task;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.ContainerOrder;
import dev.kecs.ecs.engine.ContainerOrder.Verdict;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Whether a task that is wanted to run must stop, and ECS's words for it. Pure. A service's unhealthy tasks
/// are not its business: their replacement comes first.
final class StopDecision {
    /// The reason of a container that ended while neither engine nor control plane watched.
    static final String LOST = "The container was lost while the control plane was away";

    private static final String ESSENTIAL_EXITED = "Essential container in task exited";

    private final Task task;
    private final TaskDefinition definition;
    private final Map<String, ContainerObservation> observed;
    private final Instant now;

    StopDecision(Task task, TaskDefinition definition, Instant now) {
        this.task = task;
        this.definition = definition;
        this.now = now;
        this.observed = task.observed().containers().stream()
                .collect(Collectors.toMap(ContainerStatus::name, ContainerStatus::last));
    }

    Optional<TaskGoal> stop() {
        return ofAnEssentialExit()
                .or(this::ofAnImpossibleStart)
                .or(() -> StartTimeout.of(definition, observed).stream()
                        .filter(wait -> !now.isBefore(wait.endsAt()))
                        .findFirst()
                        .map(StartTimeout::message)
                        .map(this::failedToStart));
    }

    /// When the decision may change though nothing is observed.
    Optional<Instant> nextLook() {
        return StartTimeout.of(definition, observed).stream()
                .map(StartTimeout::endsAt)
                .min(Instant::compareTo);
    }

    private Optional<TaskGoal> ofAnEssentialExit() {
        List<ContainerStatus> essential = task.observed().containers().stream()
                .filter(ContainerStatus::essential)
                .toList();
        for (ContainerStatus container : essential) {
            if (container.last().state() instanceof State.Exited exited) {
                boolean neverRan =
                        exited.exitCode().isEmpty() && !(task.observed().state() instanceof TaskState.Running);
                String reason = exited.reason().orElse(ESSENTIAL_EXITED);
                if (LOST.equals(reason)) {
                    return Optional.of(new TaskGoal.Stop(now, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, LOST));
                }
                return Optional.of(
                        neverRan
                                ? failedToStart(reason)
                                : new TaskGoal.Stop(now, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, ESSENTIAL_EXITED));
            }
        }
        return Optional.empty();
    }

    private Optional<TaskGoal> ofAnImpossibleStart() {
        return definition.containerDefinitions().stream()
                .filter(container -> StartTimeout.isWaiting(container.name(), observed)
                        && ContainerOrder.verdict(container, observed) == Verdict.NEVER)
                .map(ContainerDefinition::name)
                .map(name -> failedToStart("Container '" + name
                        + "' cannot start: a container that it depends on ended without meeting its condition"))
                .findFirst();
    }

    private TaskGoal failedToStart(String reason) {
        return new TaskGoal.Stop(now, TaskStopCode.TASK_FAILED_TO_START, reason);
    }
}
