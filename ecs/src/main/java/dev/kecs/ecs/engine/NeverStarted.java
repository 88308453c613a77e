package dev.kecs.ecs.engine;

import dev.kecs.ecs.engine.ContainerObservation.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A task of which no container was started, and none will be.
///
/// @param reason empty when it was stopped before
public record NeverStarted(TaskLaunch launch, Optional<String> reason, Instant at) {
    public TaskObservation observation() {
        State.Exited never = new State.Exited(Optional.empty(), reason, at);
        List<ContainerObservation> containers = launch.definition().containerDefinitions().stream()
                .map(each -> new ContainerObservation(each.name(), never, ContainerObservation.Health.UNKNOWN))
                .toList();
        return new TaskObservation(launch.task(), containers, List.of());
    }
}
