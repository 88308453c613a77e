package dev.kecs.api.cluster;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterSpec;
import dev.kecs.ecs.command.AccountSettings;
import dev.kecs.ecs.setting.AccountSetting;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.SettingName;

/// Idempotent: an existing cluster is answered as it is, unless the request asks for another one by that name.
record CreateClusterAction(References references, AccountSettings accountSettings, ClusterRendering rendering)
        implements Action<CreateClusterRequest, CreateClusterResponse> {
    @Override
    public CreateClusterResponse answer(CreateClusterRequest request, Caller caller) {
        ClusterSpec wanted = new ClusterSpec(
                Settings.checked(request.settings()),
                Optional.ofNullable(request.configuration()),
                request.capacityProviders(),
                request.defaultCapacityProviderStrategy(),
                ServiceConnect.declared(request.serviceConnectDefaults()));
        Cluster cluster = references
                .clusters()
                .create(
                        references.newCluster(request.clusterName(), caller),
                        wanted.with(Settings.completed(wanted.settings(), () -> defaultInsights(caller))),
                        WireTags.read(request.tags()));
        if (!agrees(wanted, cluster.spec())) {
            throw Refusal.invalid(
                    "Arguments on this idempotent request are inconsistent with arguments used in previous"
                            + " request(s).");
        }
        return CreateClusterResponse.builder()
                .cluster(rendering.render(cluster, ClusterRendering.DECLARED))
                .build();
    }

    private String defaultInsights(Caller caller) {
        return accountSettings
                .effective(
                        caller.scope(), SettingName.CONTAINER_INSIGHTS.toString(), AccountSetting.root(caller.scope()))
                .value();
    }

    /// Whether the cluster is what is wanted, as far as that was said.
    private static boolean agrees(ClusterSpec wanted, ClusterSpec there) {
        return there.settings().containsAll(wanted.settings())
                && said(wanted.configuration(), there.configuration())
                && (wanted.capacityProviders().isEmpty()
                        || wanted.capacityProviders().equals(there.capacityProviders()))
                && (wanted.defaultCapacityProviderStrategy().isEmpty()
                        || wanted.defaultCapacityProviderStrategy().equals(there.defaultCapacityProviderStrategy()))
                && said(wanted.serviceConnectDefaults(), there.serviceConnectDefaults());
    }

    private static <T> boolean said(Optional<T> wanted, Optional<T> there) {
        return wanted.isEmpty() || wanted.equals(there);
    }
}
