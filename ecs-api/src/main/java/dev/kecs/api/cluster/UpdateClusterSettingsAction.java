package dev.kecs.api.cluster;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.ecs.cluster.Cluster;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsResponse;

/// Replaces a cluster's settings.
record UpdateClusterSettingsAction(References references, ClusterRendering rendering)
        implements Action<UpdateClusterSettingsRequest, UpdateClusterSettingsResponse> {
    @Override
    public UpdateClusterSettingsResponse answer(UpdateClusterSettingsRequest request, Caller caller) {
        Cluster updated = references
                .clusters()
                .update(
                        references.existingCluster(request.cluster(), caller),
                        cluster -> cluster.with(cluster.spec()
                                .with(Settings.updated(cluster.spec().settings(), request.settings()))));
        return UpdateClusterSettingsResponse.builder()
                .cluster(rendering.render(updated, ClusterRendering.DECLARED))
                .build();
    }
}
