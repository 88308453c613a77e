package dev.kecs.api.service;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Page;
import dev.kecs.api.action.References;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.service.ServiceStatus;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ResourceManagementType;

/// The ARNs of a cluster's services.
record ListServicesAction(References references, Services services)
        implements Action<ListServicesRequest, ListServicesResponse> {
    @Override
    public ListServicesResponse answer(ListServicesRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        List<String> arns = services.stores().services().inCluster(cluster).stream()
                .filter(service -> service.status() != ServiceStatus.INACTIVE)
                .filter(service -> request.launchType() == null
                        || service.spec().declared().launchType() == request.launchType())
                .filter(service -> request.schedulingStrategy() == null
                        || service.spec().declared().schedulingStrategy() == request.schedulingStrategy())
                // Every service here is its maker's own: none belongs to another feature of ECS.
                .filter(service -> request.resourceManagementType() == null
                        || request.resourceManagementType() == ResourceManagementType.CUSTOMER)
                .map(service -> service.arn().toString())
                .toList();
        Page<String> page = Page.of(arns, Function.identity(), request.maxResults(), request.nextToken(), 100);
        return ListServicesResponse.builder()
                .serviceArns(page.items())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }
}
