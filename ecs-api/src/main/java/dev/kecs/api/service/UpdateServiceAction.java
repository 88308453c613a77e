package dev.kecs.api.service;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.taskdefinition.PublicIp;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
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
        Service before = services.stores()
                .services()
                .find(arn)
                .orElseThrow(() -> new EcsException(new EcsFailure.ServiceNotFound()));
        ServiceSpec spec = changed(request, before.spec(), caller);
        boolean replaces = Boolean.TRUE.equals(request.forceNewDeployment())
                || !spec.taskDefinition().equals(before.spec().taskDefinition())
                || spec.publicIp() != before.spec().publicIp()
                || !Objects.equals(
                        spec.declared().networkConfiguration(),
                        before.spec().declared().networkConfiguration());
        return UpdateServiceResponse.builder()
                .service(rendering.render(services.update(arn, spec, replaces), true))
                .build();
    }

    private ServiceSpec changed(UpdateServiceRequest request, ServiceSpec before, Caller caller) {
        if (request.desiredCount() != null && request.desiredCount() < 0) {
            throw Refusal.invalid("desiredCount must be 0 or more, and was " + request.desiredCount() + ".");
        }
        TaskDefinition revision = references.taskDefinition(
                request.taskDefinition() == null ? before.taskDefinition().toString() : request.taskDefinition(),
                caller);
        var declared = before.declared().toBuilder();
        Optional.ofNullable(request.networkConfiguration()).ifPresent(declared::networkConfiguration);
        Optional.ofNullable(request.deploymentConfiguration())
                .map(given -> Declaration.deployment(
                        given, before.declared().schedulingStrategy() == SchedulingStrategy.DAEMON))
                .ifPresent(declared::deploymentConfiguration);
        Optional.ofNullable(request.platformVersion()).ifPresent(declared::platformVersion);
        Optional.ofNullable(request.healthCheckGracePeriodSeconds()).ifPresent(declared::healthCheckGracePeriodSeconds);
        var network = Optional.ofNullable(declared.build().networkConfiguration());
        Declaration.checkNetwork(network.isPresent(), revision);
        return new ServiceSpec(
                revision.arn(),
                Optional.ofNullable(request.desiredCount()).orElse(before.desiredCount()),
                declared.build(),
                PublicIp.isWanted(network, revision.tags()),
                before.clientToken());
    }
}
