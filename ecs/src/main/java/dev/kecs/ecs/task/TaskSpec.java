package dev.kecs.ecs.task;

import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import java.util.Optional;

/// What a task was started with; it never changes.
///
/// @param declared members in ECS's own shape that are stored and shown unchanged: overrides, launchType,
///     platformVersion, capacityProviderName, cpu, memory, enableExecuteCommand, ephemeralStorage
/// @param network the request's network configuration in ECS's own shape
/// @param publicIp whether the task shall have an address that this host reaches
public record TaskSpec(
        TaskDefinitionArn taskDefinition,
        Origin origin,
        software.amazon.awssdk.services.ecs.model.Task declared,
        Optional<software.amazon.awssdk.services.ecs.model.NetworkConfiguration> network,
        boolean publicIp) {

    /// Who started it.
    ///
    /// @param group `service:name`, `family:name`, or the request's own
    /// @param startedBy the deployment's id for a service's task, or the request's own
    /// @param service the service it belongs to
    public record Origin(String group, Optional<String> startedBy, Optional<ServiceArn> service) {}
}
