package dev.kecs.api.cluster;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.name.ClusterArn;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Clusters by name or ARN, INACTIVE ones included.
record DescribeClustersAction(References references, ClusterRendering rendering)
        implements Action<DescribeClustersRequest, DescribeClustersResponse> {
    private static final int MOST = 100;

    @Override
    public DescribeClustersResponse answer(DescribeClustersRequest request, Caller caller) {
        List<String> named = request.clusters().isEmpty() ? List.of("default") : request.clusters();
        if (named.size() > MOST) {
            throw Refusal.invalid("clusters can have at most " + MOST + " items.");
        }
        var response = DescribeClustersResponse.builder();
        List<software.amazon.awssdk.services.ecs.model.Cluster> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String name : named) {
            ClusterArn arn = references.cluster(name, caller);
            references
                    .clusters()
                    .stores()
                    .clusters()
                    .find(arn)
                    .filter(cluster -> arn.scope().equals(caller.scope()))
                    .ifPresentOrElse(
                            cluster -> found.add(rendering.render(cluster, request.include())),
                            () -> failures.add(Failure.builder()
                                    .arn(arn.toString())
                                    .reason("MISSING")
                                    .build()));
        }
        return response.clusters(found).failures(failures).build();
    }
}
