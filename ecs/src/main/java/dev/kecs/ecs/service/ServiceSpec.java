package dev.kecs.ecs.service;

import dev.kecs.ecs.name.TaskDefinitionArn;
import java.util.Optional;

/// What a user declared of a service.
///
/// @param taskDefinition the revision the service shall run
/// @param desiredCount wanted tasks; 0 and unused for the DAEMON strategy
/// @param declared every other declared member in ECS's own shape (network, load balancers, deployment
///     configuration with its defaults filled in, ...); derived members (counts, deployments, events, status,
///     ARNs) are never set in it
/// @param publicIp whether each task gets an address that this host reaches: `assignPublicIp`, or the task
///     definition's tag `kecs.dev/assign-public-ip` when the network configuration does not say
/// @param clientToken the token of the request that made it
public record ServiceSpec(
        TaskDefinitionArn taskDefinition,
        int desiredCount,
        software.amazon.awssdk.services.ecs.model.Service declared,
        boolean publicIp,
        Optional<String> clientToken) {

    public ServiceSpec withDesiredCount(int count) {
        return new ServiceSpec(taskDefinition, count, declared, publicIp, clientToken);
    }

    /// Whether tasks started from `other` need no replacement: what is compared is what a deployment hands to
    /// its tasks. Tags and `enableExecuteCommand` count from the next deployment on only (source: the ECS API
    /// reference, `UpdateService`).
    public boolean startsSameTasksAs(ServiceSpec other) {
        return taskDefinition.equals(other.taskDefinition)
                && publicIp == other.publicIp
                && handedOn(declared).equals(handedOn(other.declared));
    }

    private static software.amazon.awssdk.services.ecs.model.Service handedOn(
            software.amazon.awssdk.services.ecs.model.Service declared) {
        return software.amazon.awssdk.services.ecs.model.Service.builder()
                .networkConfiguration(declared.networkConfiguration())
                .launchType(declared.launchType())
                .capacityProviderStrategy(declared.capacityProviderStrategy())
                .platformVersion(declared.platformVersion())
                .loadBalancers(declared.loadBalancers())
                .serviceRegistries(declared.serviceRegistries())
                .placementConstraints(declared.placementConstraints())
                .placementStrategy(declared.placementStrategy())
                .build();
    }
}
