package dev.kecs.engine.kubernetes.status;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Kubernetes' reasons in ECS's words (source: "Amazon ECS stopped tasks error messages" in the developer guide).
final class Reasons {
    /// Of containers that wait for good, however often the node tries again.
    private static final Map<String, String> CANNOT_RUN = Map.of(
            "ErrImagePull", "CannotPullContainerError",
            "ImagePullBackOff", "CannotPullContainerError",
            "InvalidImageName", "CannotPullContainerError",
            "ErrImageNeverPull", "CannotPullContainerError",
            "CreateContainerConfigError", "CannotCreateContainerError",
            "CreateContainerError", "CannotCreateContainerError",
            "RunContainerError", "CannotStartContainerError");

    /// Of containers of which the node had nothing to tell when it ended their pod.
    private static final String UNKNOWN = "ContainerStatusUnknown";

    private Reasons() {}

    /// Why a waiting container never will run; empty while it may.
    static Optional<String> ofWaiting(@Nullable String reason, @Nullable String message) {
        return Optional.ofNullable(reason)
                .map(CANNOT_RUN::get)
                .map(error -> error + ": " + Optional.ofNullable(message).orElse(reason));
    }

    static boolean isOutOfMemory(@Nullable String reason) {
        return "OOMKilled".equals(reason);
    }

    static boolean couldNotStart(@Nullable String reason) {
        return "StartError".equals(reason) || "ContainerCannotRun".equals(reason);
    }

    static boolean isUnknown(@Nullable String reason) {
        return UNKNOWN.equals(reason);
    }

    static String outOfMemory() {
        return "OutOfMemoryError: Container killed due to memory usage";
    }

    static String cannotStart(@Nullable String message) {
        return "CannotStartContainerError: " + Optional.ofNullable(message).orElse("it ended before it began");
    }

    /// The reason of what ended for another cause than its own or a wish of KECS.
    static String lost(String why) {
        return "TaskLost: " + why;
    }
}
