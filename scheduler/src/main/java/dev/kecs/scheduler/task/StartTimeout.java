package dev.kecs.scheduler.task;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Until when a waiting container may wait for another to be COMPLETE, SUCCESS or HEALTHY: the other's
/// `startTimeout` after its start (source: the ECS API reference, `ContainerDefinition`, `startTimeout`).
///
/// @param waiting the container that waits
/// @param seconds the other's `startTimeout`
record StartTimeout(String waiting, ContainerDependency dependency, int seconds, Instant endsAt) {
    /// Every such wait of a task that is under way now.
    static List<StartTimeout> of(TaskDefinition definition, Map<String, ContainerObservation> observed) {
        return definition.containerDefinitions().stream()
                .filter(container -> isWaiting(container.name(), observed))
                .flatMap(container -> container.dependsOn().stream()
                        .filter(dependency -> dependency.condition() != ContainerCondition.START)
                        .flatMap(dependency -> of(container, dependency, definition, observed).stream()))
                .toList();
    }

    private static Optional<StartTimeout> of(
            ContainerDefinition container,
            ContainerDependency dependency,
            TaskDefinition definition,
            Map<String, ContainerObservation> observed) {
        Optional<Integer> timeout = definition.containerDefinitions().stream()
                .filter(other -> other.name().equals(dependency.containerName()))
                .flatMap(other -> Stream.ofNullable(other.startTimeout()))
                .findFirst();
        return startedAt(dependency.containerName(), observed)
                .flatMap(startedAt -> timeout.map(seconds ->
                        new StartTimeout(container.name(), dependency, seconds, startedAt.plusSeconds(seconds))));
    }

    static boolean isWaiting(String container, Map<String, ContainerObservation> observed) {
        return Optional.ofNullable(observed.get(container))
                .map(ContainerObservation::state)
                .filter(State.Waiting.class::isInstance)
                .isPresent();
    }

    private static Optional<Instant> startedAt(String container, Map<String, ContainerObservation> observed) {
        return Optional.ofNullable(observed.get(container))
                .map(ContainerObservation::state)
                .filter(State.Running.class::isInstance)
                .map(State.Running.class::cast)
                .map(State.Running::startedAt);
    }

    String message() {
        return "Container '" + waiting + "' did not start: '" + dependency.containerName() + "' was not "
                + dependency.conditionAsString() + " within its startTimeout of " + seconds + " s";
    }
}
