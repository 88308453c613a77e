package dev.kecs.api.service;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.name.ClusterArn;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/// Services by name or ARN, INACTIVE ones included.
record DescribeServicesAction(References references, Services services, ServiceRendering rendering)
        implements Action<DescribeServicesRequest, DescribeServicesResponse> {
    private static final int MOST = 10;

    @Override
    public DescribeServicesResponse answer(DescribeServicesRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        if (request.services().isEmpty() || request.services().size() > MOST) {
            throw Refusal.invalid("services must have 1 to " + MOST + " items.");
        }
        boolean tags = request.include().contains(ServiceField.TAGS);
        List<software.amazon.awssdk.services.ecs.model.Service> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String name : request.services()) {
            references
                    .service(name, cluster)
                    .flatMap(services.stores().services()::find)
                    .ifPresentOrElse(
                            service -> found.add(rendering.render(service, tags)),
                            () -> failures.add(missing(name, cluster)));
        }
        return DescribeServicesResponse.builder()
                .services(found)
                .failures(failures)
                .build();
    }

    private static Failure missing(String name, ClusterArn cluster) {
        String arn = name.startsWith("arn:") ? name : cluster.toString().replace(":cluster/", ":service/") + "/" + name;
        return Failure.builder().arn(arn).reason("MISSING").build();
    }
}
