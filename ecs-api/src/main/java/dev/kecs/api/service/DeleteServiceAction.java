package dev.kecs.api.service;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;

/// Makes a service DRAINING.
record DeleteServiceAction(References references, Services services, ServiceRendering rendering)
        implements Action<DeleteServiceRequest, DeleteServiceResponse> {
    @Override
    public DeleteServiceResponse answer(DeleteServiceRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        ServiceArn arn = references
                .service(request.service(), cluster)
                .orElseThrow(() -> new EcsException(new EcsFailure.ServiceNotFound()));
        return DeleteServiceResponse.builder()
                .service(rendering.render(services.delete(arn, Boolean.TRUE.equals(request.force())), true))
                .build();
    }
}
