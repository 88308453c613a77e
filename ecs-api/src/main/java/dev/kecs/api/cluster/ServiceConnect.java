package dev.kecs.api.cluster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaults;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaultsRequest;

/// A cluster's default namespace, which is kept and shown.
final class ServiceConnect {
    private ServiceConnect() {}

    static Optional<ClusterServiceConnectDefaults> declared(@Nullable ClusterServiceConnectDefaultsRequest given) {
        return Optional.ofNullable(given)
                .map(wanted -> ClusterServiceConnectDefaults.builder()
                        .namespace(wanted.namespace())
                        .build());
    }
}
