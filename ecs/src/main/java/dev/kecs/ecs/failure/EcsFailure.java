package dev.kecs.ecs.failure;

import java.util.List;

/// A refusal by the domain. One mapper in `ecs-api` turns it into the wire error named by [#code]. Codes are
/// the error shapes of the ECS API reference.
public sealed interface EcsFailure {
    /// The error shape's name, the wire's `__type`.
    default String code() {
        return getClass().getSimpleName() + "Exception";
    }

    /// What happened, to which thing, and where ECS has its own phrase, that phrase.
    String message();

    /// The request is at odds with the state of things: ECS's catch-all.
    record Client(String message) implements EcsFailure {}

    record InvalidParameter(String message) implements EcsFailure {}

    record ClusterNotFound(String message) implements EcsFailure {
        /// ECS's own phrase.
        public ClusterNotFound() {
            this("Cluster not found.");
        }
    }

    record ClusterContainsServices(String message) implements EcsFailure {}

    record ClusterContainsTasks(String message) implements EcsFailure {}

    record ServiceNotFound(String message) implements EcsFailure {
        /// ECS's own phrase.
        public ServiceNotFound() {
            this("Service not found.");
        }
    }

    record ServiceNotActive(String message) implements EcsFailure {
        /// ECS's own phrase.
        public ServiceNotActive() {
            this("Service was not ACTIVE.");
        }
    }

    record ResourceNotFound(String message) implements EcsFailure {}

    /// A client token was used before with other parameters.
    ///
    /// @param resources ARNs of what the earlier request made
    record Conflict(String message, List<String> resources) implements EcsFailure {
        public Conflict {
            resources = List.copyOf(resources);
        }
    }

    /// A platform version that Fargate does not have.
    record PlatformUnknown(String message) implements EcsFailure {
        /// ECS's own phrase.
        public PlatformUnknown() {
            this("The specified platform does not exist.");
        }
    }

    record UnsupportedFeature(String message) implements EcsFailure {}

    record LimitExceeded(String message) implements EcsFailure {}

    /// Something of KECS's own went wrong: HTTP 500.
    record Server(String message) implements EcsFailure {}
}
