package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// All that an engine needs to run one task.
///
/// @param definition the registered body, in ECS's own shape; the engine applies `overrides` itself
///     (`containerOverrides`)
/// @param publicIp whether this host must reach the task's ports
public record TaskLaunch(
        TaskArn task,
        TaskDefinitionArn revision,
        TaskDefinition definition,
        TaskOverride overrides,
        Optional<NetworkConfiguration> network,
        boolean publicIp) {}
