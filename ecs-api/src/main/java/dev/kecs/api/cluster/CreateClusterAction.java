package dev.kecs.api.cluster;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaults;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;

/// Idempotent: an existing cluster is answered as it is.
record CreateClusterAction(References references, ClusterRendering rendering)
        implements Action<CreateClusterRequest, CreateClusterResponse> {
    @Override
    public CreateClusterResponse answer(CreateClusterRequest request, Caller caller) {
        ClusterSpec spec = new ClusterSpec(
                withDefaults(request.settings()),
                Optional.ofNullable(request.configuration()),
                request.capacityProviders(),
                request.defaultCapacityProviderStrategy(),
                Optional.ofNullable(request.serviceConnectDefaults())
                        .map(wanted -> ClusterServiceConnectDefaults.builder()
                                .namespace(wanted.namespace())
                                .build()));
        Cluster cluster = references
                .clusters()
                .create(references.cluster(request.clusterName(), caller), spec, WireTags.read(request.tags()));
        return CreateClusterResponse.builder()
                .cluster(rendering.render(cluster, EnumSet.allOf(ClusterField.class)))
                .build();
    }

    /// Container Insights are off unless asked for (source: the ECS API reference, `ClusterSetting`).
    private static List<ClusterSetting> withDefaults(List<ClusterSetting> given) {
        boolean says = given.stream().anyMatch(setting -> setting.name() == ClusterSettingName.CONTAINER_INSIGHTS);
        return says
                ? given
                : List.of(ClusterSetting.builder()
                        .name(ClusterSettingName.CONTAINER_INSIGHTS)
                        .value("disabled")
                        .build());
    }
}
