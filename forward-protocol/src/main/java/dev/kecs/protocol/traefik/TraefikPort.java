package dev.kecs.protocol.traefik;

import java.util.List;
import java.util.Objects;

/// The host port that is leased to one cluster for its Traefik.
///
/// @param region that the cluster is in: its name is unique there only
/// @param url where it is reached
/// @param state `listening`; `silent` when nobody listens at the port though the cluster is ACTIVE; else what ECS
///     calls the cluster's status
/// @param routes URLs of the cluster's services; none while nobody listens
public record TraefikPort(String cluster, String region, int port, String url, String state, List<String> routes) {
    public TraefikPort {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(state, "state");
        routes = routes == null ? List.of() : List.copyOf(routes);
    }
}
