package dev.kecs.api.service;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Fingerprint;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.command.Tokens;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ResourceName;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;

/// Declares a service; the scheduler starts its tasks.
record CreateServiceAction(References references, Services services, Tokens tokens, ServiceRendering rendering)
        implements Action<CreateServiceRequest, CreateServiceResponse> {
    @Override
    public CreateServiceResponse answer(CreateServiceRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        if (!ResourceName.isLegal(request.serviceName())) {
            throw Refusal.invalid("Invalid service name: '" + request.serviceName() + "'.");
        }
        ServiceArn arn = cluster.service(request.serviceName());
        Supplier<List<String>> make = () -> {
            TaskDefinition revision = references.activeTaskDefinition(request.taskDefinition(), caller);
            ServiceSpec spec = Declaration.of(request, revision, caller);
            Service made = services.create(arn, spec, WireTags.read(request.tags()));
            return List.of(made.arn().toString());
        };
        boolean repeatable =
                request.clientToken() != null && !request.clientToken().isEmpty();
        List<String> made = repeatable ? once(request, cluster, make) : make.get();
        Service service = made.stream()
                .flatMap(text -> references
                        .service(text, cluster)
                        .flatMap(services.stores().services()::find)
                        .stream())
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("The service that was made with this client token is gone."));
        return CreateServiceResponse.builder()
                .service(rendering.render(service, true))
                .build();
    }

    /// CreateService has a refusal of its own for a token that came with other parameters.
    private List<String> once(CreateServiceRequest request, ClusterArn cluster, Supplier<List<String>> make) {
        try {
            return tokens.once(
                    new Tokens.Repeatable("CreateService", cluster, request.clientToken(), Fingerprint.of(request)),
                    make);
        } catch (EcsException refused) {
            throw refused.failure() instanceof EcsFailure.Conflict
                    ? Refusal.invalid("Creation of service was not idempotent.")
                    : refused;
        }
    }
}
