package dev.kecs.protocol.traefik;

import java.util.List;

/// @param ports by port
public record TraefikPorts(List<TraefikPort> ports) {
    public TraefikPorts {
        ports = ports == null ? List.of() : List.copyOf(ports);
    }
}
