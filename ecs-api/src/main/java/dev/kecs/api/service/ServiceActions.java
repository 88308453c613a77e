package dev.kecs.api.service;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.action.References;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.command.Tokens;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// The operations of this package, in one list.
public final class ServiceActions {
    private ServiceActions() {}

    public static List<ActionEntry<?, ?>> of(References references, Services services, Tokens tokens) {
        ServiceRendering rendering = new ServiceRendering(services.stores());
        return List.of(
                ActionEntry.of(
                        CreateServiceRequest.class,
                        CreateServiceRequest::builder,
                        new CreateServiceAction(references, services, tokens, rendering)),
                ActionEntry.of(
                        DescribeServicesRequest.class,
                        DescribeServicesRequest::builder,
                        new DescribeServicesAction(references, services, rendering)),
                ActionEntry.of(
                        ListServicesRequest.class,
                        ListServicesRequest::builder,
                        new ListServicesAction(references, services)),
                ActionEntry.of(
                        UpdateServiceRequest.class,
                        UpdateServiceRequest::builder,
                        new UpdateServiceAction(references, services, rendering)),
                ActionEntry.of(
                        DeleteServiceRequest.class,
                        DeleteServiceRequest::builder,
                        new DeleteServiceAction(references, services, rendering)));
    }
}
