package dev.kecs.api.cluster;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Page;
import dev.kecs.api.action.References;
import dev.kecs.ecs.cluster.ClusterStatus;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;

/// The ARNs of all clusters that are not INACTIVE.
record ListClustersAction(References references) implements Action<ListClustersRequest, ListClustersResponse> {
    @Override
    public ListClustersResponse answer(ListClustersRequest request, Caller caller) {
        List<String> arns = references.clusters().stores().clusters().all().stream()
                .filter(cluster -> cluster.status() != ClusterStatus.INACTIVE)
                .filter(cluster -> cluster.arn().scope().equals(caller.scope()))
                .map(cluster -> cluster.arn().toString())
                .toList();
        Page<String> page = Page.of(arns, Function.identity(), request.maxResults(), request.nextToken(), 100);
        return ListClustersResponse.builder()
                .clusterArns(page.items())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }
}
