package dev.kecs.protocol.traefik;

import java.util.Objects;

/// @param host in lower case, without a port
/// @param service its ARN
/// @param targetPort the container port that answers HTTP
public record ServiceRoute(String host, String service, int targetPort) {
    public ServiceRoute {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(service, "service");
    }
}
