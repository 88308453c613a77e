package dev.kecs.scheduler.service;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskHealth;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import dev.kecs.scheduler.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Of what use a task is to its service. Used by the scheduler's thread.
record TaskFitness(Step step, Service service) {
    /// A task without a health check counts as healthy when it has been RUNNING this long (a KECS decision: a
    /// local process is RUNNING in an instant, so that RUNNING alone proves nothing).
    static final Duration SETTLING = Duration.ofSeconds(2);

    enum Fitness {
        /// RUNNING, and HEALTHY where a health check decides.
        HEALTHY,
        /// On its way there.
        STARTING,
        /// RUNNING and UNHEALTHY after the service's `healthCheckGracePeriodSeconds`.
        SICK
    }

    /// Asks for another look when time alone will change the answer.
    Fitness of(Task task) {
        if (!(task.observed().state() instanceof TaskState.Running running)) {
            return Fitness.STARTING;
        }
        if (!isChecked(task)) {
            return reached(running.startedAt().plus(SETTLING)) ? Fitness.HEALTHY : Fitness.STARTING;
        }
        return switch (health(task)) {
            case HEALTHY -> Fitness.HEALTHY;
            case UNKNOWN -> Fitness.STARTING;
            case UNHEALTHY -> reached(running.startedAt().plus(gracePeriod())) ? Fitness.SICK : Fitness.STARTING;
        };
    }

    static boolean runs(Task task) {
        return task.observed().state() instanceof TaskState.Running;
    }

    Health health(Task task) {
        return definition(task).map(body -> TaskHealth.of(task, body)).orElse(Health.UNKNOWN);
    }

    boolean isChecked(Task task) {
        return definition(task).filter(TaskHealth::isChecked).isPresent();
    }

    /// When a RUNNING task had run long enough to be taken for healthy.
    static Optional<Instant> settledAt(Task task) {
        return task.observed().state() instanceof TaskState.Running running
                ? Optional.of(running.startedAt().plus(SETTLING))
                : Optional.empty();
    }

    private Optional<software.amazon.awssdk.services.ecs.model.TaskDefinition> definition(Task task) {
        return step.stores()
                .taskDefinitions()
                .find(task.spec().taskDefinition())
                .map(TaskDefinition::body);
    }

    private Duration gracePeriod() {
        return Duration.ofSeconds(Optional.ofNullable(service.spec().declared().healthCheckGracePeriodSeconds())
                .orElse(0));
    }

    private boolean reached(Instant at) {
        if (step.now().isBefore(at)) {
            step.lookAgain(service.arn(), at);
            return false;
        }
        return true;
    }
}
