package dev.kecs.ecs.engine;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/// Which containers of a task may start now: a container starts when all its `dependsOn` are met (source: the
/// ECS API reference, `ContainerDependency`). Pure; every engine asks it.
public final class ContainerOrder {
    /// What to do with a waiting container.
    public enum Verdict {
        START,
        WAIT,
        /// A dependency can never be met any more: SUCCESS of one that failed, HEALTHY of one that has ended.
        /// The engine leaves the container waiting; the domain stops the task.
        NEVER
    }

    private ContainerOrder() {}

    public static Verdict verdict(ContainerDefinition container, Map<String, ContainerObservation> observed) {
        List<Verdict> verdicts = container.dependsOn().stream()
                .map(dependency -> verdict(dependency, observed))
                .distinct()
                .toList();
        if (verdicts.contains(Verdict.NEVER)) {
            return Verdict.NEVER;
        }
        return verdicts.contains(Verdict.WAIT) ? Verdict.WAIT : Verdict.START;
    }

    private static Verdict verdict(ContainerDependency dependency, Map<String, ContainerObservation> observed) {
        ContainerObservation other = observed.get(dependency.containerName());
        if (other == null || other.state() instanceof State.Waiting) {
            return Verdict.WAIT;
        }
        ContainerCondition condition = dependency.condition();
        return switch (other.state()) {
            case State.Waiting waiting -> Verdict.WAIT;
            case State.Running running ->
                condition == ContainerCondition.START
                                || (condition == ContainerCondition.HEALTHY && other.health() == Health.HEALTHY)
                        ? Verdict.START
                        : Verdict.WAIT;
            case State.Exited exited -> afterExit(condition, exited);
        };
    }

    private static Verdict afterExit(ContainerCondition condition, State.Exited exited) {
        boolean ran = exited.exitCode().isPresent();
        boolean succeeded = exited.exitCode().filter(code -> code == 0).isPresent();
        return switch (condition) {
            case START, COMPLETE -> ran ? Verdict.START : Verdict.NEVER;
            case SUCCESS -> succeeded ? Verdict.START : Verdict.NEVER;
            case HEALTHY, UNKNOWN_TO_SDK_VERSION -> Verdict.NEVER;
        };
    }
}
