package dev.kecs.ecs.engine;

import java.time.Instant;
import java.util.Optional;

/// One container as the engine sees it.
///
/// @param health of its health check; UNKNOWN when it has none or none has ended yet
public record ContainerObservation(String name, State state, Health health) {
    public enum Health {
        UNKNOWN,
        HEALTHY,
        UNHEALTHY
    }

    public sealed interface State {
        /// Not started: the engine has not come to it, or its `dependsOn` is not met.
        record Waiting() implements State {}

        /// @param runtimeId the engine's own name for it: a process id, a container id
        record Running(String runtimeId, Instant startedAt) implements State {}

        /// Terminal.
        ///
        /// @param exitCode 128 + n when a signal n ended it; empty when it never ran or nobody can know
        /// @param reason empty for an ordinary exit, else for example `CannotPullContainerError: …`
        record Exited(Optional<Integer> exitCode, Optional<String> reason, Instant at) implements State {}
    }

    public static ContainerObservation waiting(String name) {
        return new ContainerObservation(name, new State.Waiting(), Health.UNKNOWN);
    }
}
