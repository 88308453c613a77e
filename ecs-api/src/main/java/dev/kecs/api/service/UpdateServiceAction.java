package dev.kecs.api.service;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Launching;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.taskdefinition.PublicIp;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/// Declares a change; begins a deployment when tasks must be replaced for it.
record UpdateServiceAction(References references, Services services, ServiceRendering rendering)
        implements Action<UpdateServiceRequest, UpdateServiceResponse> {
    @Override
    public UpdateServiceResponse answer(UpdateServiceRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        ServiceArn arn = references
                .service(request.service(), cluster)
                .orElseThrow(() -> new EcsException(new EcsFailure.ServiceNotFound()));
        boolean force = Boolean.TRUE.equals(request.forceNewDeployment());
        // A revision that is not named stays, INACTIVE or not.
        Optional<TaskDefinition> revision = Optional.ofNullable(request.taskDefinition())
                .map(text -> references.activeTaskDefinition(text, caller));
        return UpdateServiceResponse.builder()
                .service(rendering.render(
                        services.update(arn, before -> changed(request, before, revision), force), true))
                .build();
    }

    private ServiceSpec changed(UpdateServiceRequest request, ServiceSpec before, Optional<TaskDefinition> named) {
        TaskDefinition revision = named.or(
                        () -> services.stores().taskDefinitions().find(before.taskDefinition()))
                .orElseThrow(() -> Refusal.client("TaskDefinition not found."));
        boolean daemon = before.declared().schedulingStrategy() == SchedulingStrategy.DAEMON;
        if (daemon && request.desiredCount() != null) {
            throw Refusal.invalid("The daemon scheduling strategy does not support a desired count for services."
                    + " Remove the desired count value and try again.");
        }
        Declaration.checkController(request.deploymentController());
        Service declared = changed(request, before.declared(), daemon);
        Optional<NetworkConfiguration> network = Optional.ofNullable(declared.networkConfiguration());
        Launching.check(
                declared.launchType(), !declared.capacityProviderStrategy().isEmpty(), revision);
        Launching.checkPlatform(declared.launchType(), request.platformVersion());
        Targets.check(declared.loadBalancers(), revision);
        Launching.checkNetwork(network.isPresent(), revision);
        return new ServiceSpec(
                revision.arn(),
                Optional.ofNullable(request.desiredCount()).orElse(before.desiredCount()),
                declared,
                PublicIp.isWanted(network, revision.tags()),
                before.clientToken());
    }

    private static Service changed(UpdateServiceRequest request, Service before, boolean daemon) {
        Service.Builder declared = before.toBuilder();
        Optional.ofNullable(request.networkConfiguration()).ifPresent(declared::networkConfiguration);
        if (request.deploymentConfiguration() != null) {
            declared.deploymentConfiguration(Declaration.deployment(
                    request.deploymentConfiguration(), before.deploymentConfiguration(), daemon));
        }
        Optional.ofNullable(request.platformVersion()).ifPresent(declared::platformVersion);
        Optional.ofNullable(request.healthCheckGracePeriodSeconds()).ifPresent(declared::healthCheckGracePeriodSeconds);
        Optional.ofNullable(request.enableExecuteCommand()).ifPresent(declared::enableExecuteCommand);
        Optional.ofNullable(request.enableECSManagedTags()).ifPresent(declared::enableECSManagedTags);
        Optional.ofNullable(request.propagateTags()).ifPresent(declared::propagateTags);
        Optional.ofNullable(request.availabilityZoneRebalancing()).ifPresent(declared::availabilityZoneRebalancing);
        if (!request.capacityProviderStrategy().isEmpty()) {
            declared.capacityProviderStrategy(request.capacityProviderStrategy())
                    .launchType((LaunchType) null);
        } else if (request.hasCapacityProviderStrategy()) {
            declared.capacityProviderStrategy(List.of())
                    .launchType(before.launchType() == null ? LaunchType.EC2 : before.launchType());
        }
        if (request.hasLoadBalancers()) {
            declared.loadBalancers(request.loadBalancers());
        }
        if (request.hasServiceRegistries()) {
            declared.serviceRegistries(request.serviceRegistries());
        }
        if (request.hasPlacementConstraints()) {
            declared.placementConstraints(request.placementConstraints());
        }
        if (request.hasPlacementStrategy()) {
            declared.placementStrategy(request.placementStrategy());
        }
        return declared.build();
    }
}
