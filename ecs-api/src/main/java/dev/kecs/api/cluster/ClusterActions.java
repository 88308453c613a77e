package dev.kecs.api.cluster;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.action.References;
import dev.kecs.ecs.command.AccountSettings;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;

/// The operations of this package, in one list.
public final class ClusterActions {
    private ClusterActions() {}

    public static List<ActionEntry<?, ?>> of(References references, AccountSettings settings) {
        ClusterRendering rendering = new ClusterRendering(references.clusters().stores());
        return List.of(
                ActionEntry.of(
                        CreateClusterRequest.class,
                        CreateClusterRequest::builder,
                        new CreateClusterAction(references, settings, rendering)),
                ActionEntry.of(
                        DescribeClustersRequest.class,
                        DescribeClustersRequest::builder,
                        new DescribeClustersAction(references, rendering)),
                ActionEntry.of(
                        ListClustersRequest.class, ListClustersRequest::builder, new ListClustersAction(references)),
                ActionEntry.of(
                        UpdateClusterRequest.class,
                        UpdateClusterRequest::builder,
                        new UpdateClusterAction(references, rendering)),
                ActionEntry.of(
                        UpdateClusterSettingsRequest.class,
                        UpdateClusterSettingsRequest::builder,
                        new UpdateClusterSettingsAction(references, rendering)),
                ActionEntry.of(
                        DeleteClusterRequest.class,
                        DeleteClusterRequest::builder,
                        new DeleteClusterAction(references, rendering)));
    }
}
