package dev.kecs.scheduler;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskHealth;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Whether a task that is wanted to run must stop, and ECS's words for it. Pure.
final class StopDecision {
    /// The reason of a container that ended while neither engine nor control plane watched.
    static final String LOST = "The container was lost while the control plane was away";

    private static final String ESSENTIAL_EXITED = "Essential container in task exited";
    private static final String UNHEALTHY = "Task failed container health checks";

    private StopDecision() {}

    static Optional<TaskGoal> of(Task task, TaskDefinition definition, Instant now) {
        for (ContainerStatus container : task.observed().containers()) {
            if (container.last().state() instanceof State.Exited exited) {
                if (exited.exitCode().isEmpty() && exited.reason().isPresent()) {
                    String reason = exited.reason().get();
                    TaskStopCode code = LOST.equals(reason)
                            ? TaskStopCode.ESSENTIAL_CONTAINER_EXITED
                            : TaskStopCode.TASK_FAILED_TO_START;
                    return Optional.of(new TaskGoal.Stop(now, code, reason));
                }
                if (container.essential()) {
                    return Optional.of(
                            new TaskGoal.Stop(now, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, ESSENTIAL_EXITED));
                }
            }
        }
        boolean replaced =
                task.spec().origin().service().isPresent() && TaskHealth.of(task, definition) == Health.UNHEALTHY;
        return replaced
                ? Optional.of(new TaskGoal.Stop(now, TaskStopCode.SERVICE_SCHEDULER_INITIATED, UNHEALTHY))
                : Optional.empty();
    }
}
