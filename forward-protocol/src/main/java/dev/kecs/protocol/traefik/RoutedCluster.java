package dev.kecs.protocol.traefik;

import java.util.List;
import java.util.Objects;

/// A cluster whose services are reached at its host port by their host names.
///
/// @param cluster its ARN
/// @param name for people
public record RoutedCluster(String cluster, String name, int port, List<ServiceRoute> routes) {
    public RoutedCluster {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(name, "name");
        routes = routes == null ? List.of() : List.copyOf(routes);
    }
}
