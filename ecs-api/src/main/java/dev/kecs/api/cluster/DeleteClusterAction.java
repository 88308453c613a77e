package dev.kecs.api.cluster;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;

/// Makes an empty cluster INACTIVE.
record DeleteClusterAction(References references, ClusterRendering rendering)
        implements Action<DeleteClusterRequest, DeleteClusterResponse> {
    @Override
    public DeleteClusterResponse answer(DeleteClusterRequest request, Caller caller) {
        return DeleteClusterResponse.builder()
                .cluster(rendering.render(
                        references.clusters().delete(references.existingCluster(request.cluster(), caller)),
                        ClusterRendering.DECLARED))
                .build();
    }
}
