package dev.kecs.api.cluster;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterSpec;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterResponse;

/// Changes what the request names of a cluster, and leaves the rest.
record UpdateClusterAction(References references, ClusterRendering rendering)
        implements Action<UpdateClusterRequest, UpdateClusterResponse> {
    @Override
    public UpdateClusterResponse answer(UpdateClusterRequest request, Caller caller) {
        Cluster updated = references
                .clusters()
                .update(
                        references.existingCluster(request.cluster(), caller),
                        cluster -> cluster.with(changed(request, cluster.spec())));
        return UpdateClusterResponse.builder()
                .cluster(rendering.render(updated, ClusterRendering.DECLARED))
                .build();
    }

    private static ClusterSpec changed(UpdateClusterRequest request, ClusterSpec before) {
        return new ClusterSpec(
                Settings.updated(before.settings(), request.settings()),
                Optional.ofNullable(request.configuration()).or(before::configuration),
                before.capacityProviders(),
                before.defaultCapacityProviderStrategy(),
                ServiceConnect.declared(request.serviceConnectDefaults()).or(before::serviceConnectDefaults));
    }
}
