package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.tag.Tags;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// All that an engine needs to run one task.
///
/// @param definition the registered body, in ECS's own shape; the engine applies `overrides` itself
///     (`containerOverrides`)
/// @param owner the service it belongs to, and what it is tagged with
/// @param publicIp whether this host must reach the task's ports
public record TaskLaunch(
        TaskArn task,
        TaskDefinitionArn revision,
        TaskDefinition definition,
        TaskOverride overrides,
        Optional<NetworkConfiguration> network,
        boolean publicIp,
        Owner owner) {

    /// Whose task it is.
    ///
    /// @param tags the task's own, in the order in which they were given
    public record Owner(Optional<ServiceArn> service, Tags tags) {
        /// Of a task that nobody keeps alive and that has no tags.
        public static final Owner NOBODY = new Owner(Optional.empty(), Tags.NONE);
    }
}
