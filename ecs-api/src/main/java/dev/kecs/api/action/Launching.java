package dev.kecs.api.action;

import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/// Rules that RunTask, CreateService and UpdateService share. ECS's own phrases.
public final class Launching {
    /// What `LATEST` means for Linux tasks (source: "Fargate platform versions for Linux" in the developer
    /// guide).
    private static final String LATEST = "1.4.0";

    /// Source: the same page.
    private static final Set<String> PLATFORMS = Set.of("LATEST", LATEST, "1.3.0", "1.2.0", "1.1.0", "1.0.0");

    private Launching() {}

    public static void check(@Nullable LaunchType launchType, boolean hasStrategy, TaskDefinition revision) {
        if (launchType != null && hasStrategy) {
            throw Refusal.invalid("Specifying both a launch type and capacity provider strategy is not supported."
                    + " Remove one and try again.");
        }
        if (launchType == LaunchType.FARGATE
                && !revision.body().compatibilities().contains(Compatibility.FARGATE)) {
            throw Refusal.invalid("Task definition does not support launch_type FARGATE.");
        }
    }

    /// @param launchType the one that holds; null with a capacity provider strategy
    public static void checkPlatform(@Nullable LaunchType launchType, @Nullable String platformVersion) {
        if (platformVersion == null) {
            return;
        }
        if (launchType == LaunchType.EC2) {
            throw Refusal.invalid("The platform version must be null when specifying an EC2 launch type.");
        }
        if (!PLATFORMS.contains(platformVersion)) {
            throw new EcsException(new EcsFailure.PlatformUnknown());
        }
    }

    public static void checkNetwork(boolean given, TaskDefinition revision) {
        boolean ownAddress = revision.body().networkMode() == NetworkMode.AWSVPC;
        if (ownAddress && !given) {
            throw Refusal.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (!ownAddress && given) {
            throw Refusal.invalid(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
    }

    /// The platform version that tasks run on, where one is declared.
    public static @Nullable String exact(@Nullable String platformVersion) {
        return "LATEST".equals(platformVersion) ? LATEST : platformVersion;
    }
}
