package dev.kecs.ecs.cluster;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaults;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;

/// What a user declared of a cluster.
public record ClusterSpec(
        List<ClusterSetting> settings,
        Optional<ClusterConfiguration> configuration,
        List<String> capacityProviders,
        List<CapacityProviderStrategyItem> defaultCapacityProviderStrategy,
        Optional<ClusterServiceConnectDefaults> serviceConnectDefaults) {
    public ClusterSpec {
        settings = List.copyOf(settings);
        capacityProviders = List.copyOf(capacityProviders);
        defaultCapacityProviderStrategy = List.copyOf(defaultCapacityProviderStrategy);
    }

    public ClusterSpec with(List<ClusterSetting> newSettings) {
        return new ClusterSpec(
                newSettings, configuration, capacityProviders, defaultCapacityProviderStrategy, serviceConnectDefaults);
    }
}
