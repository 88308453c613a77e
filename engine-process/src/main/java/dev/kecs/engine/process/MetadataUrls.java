package dev.kecs.engine.process;

import dev.kecs.ecs.name.TaskArn;
import java.util.Optional;

/// Where a container asks about itself. Called on the engine's thread.
@FunctionalInterface
public interface MetadataUrls {
    /// What `ECS_CONTAINER_METADATA_URI_V4` shall hold; empty when nobody serves it.
    Optional<String> of(TaskArn task, String container);
}
