package dev.kecs.protocol.traefik;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The host port that is leased to one cluster for its Traefik.
///
/// @param region that the cluster is in: its name is unique there only
/// @param url where it is reached
/// @param state `listening`; `silent` when nobody listens at the port though the cluster is ACTIVE; `taken` when
///     another program does; else what ECS calls the cluster's status
/// @param message why it is silent or taken, and what to do; null otherwise
/// @param routes URLs of the cluster's services; none while nobody listens
public record TraefikPort(
        String cluster,
        String region,
        int port,
        String url,
        String state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message,
        List<String> routes) {
    public TraefikPort {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(state, "state");
        routes = routes == null ? List.of() : List.copyOf(routes);
    }
}
