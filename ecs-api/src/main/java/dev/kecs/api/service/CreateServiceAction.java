package dev.kecs.api.service;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ResourceName;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;

/// Declares a service; the scheduler starts its tasks.
record CreateServiceAction(References references, Services services, ServiceRendering rendering)
        implements Action<CreateServiceRequest, CreateServiceResponse> {
    @Override
    public CreateServiceResponse answer(CreateServiceRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        if (!ResourceName.isLegal(request.serviceName())) {
            throw Refusal.invalid("Invalid service name: '" + request.serviceName() + "'.");
        }
        TaskDefinition revision = references.taskDefinition(request.taskDefinition(), caller);
        Service service = services.create(
                cluster.service(request.serviceName()),
                Declaration.of(request, revision),
                WireTags.read(request.tags()));
        return CreateServiceResponse.builder()
                .service(rendering.render(service, true))
                .build();
    }
}
