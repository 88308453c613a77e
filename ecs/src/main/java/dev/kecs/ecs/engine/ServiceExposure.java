package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.ServiceArn;
import java.util.List;

/// What one address in front of a service's tasks shall lead to.
///
/// @param ports those that its task definition maps
/// @param publicIp whether this host must reach it (`assignPublicIp: ENABLED`); otherwise only tasks do
/// @param before where it was reached the last time, so that it can be given the same ports again
public record ServiceExposure(ServiceArn service, List<Port> ports, boolean publicIp, List<PortBinding> before) {
    public ServiceExposure {
        ports = List.copyOf(ports);
        before = List.copyOf(before);
    }

    /// @param container the container's name
    /// @param protocol `tcp` or `udp`
    public record Port(String container, int containerPort, String protocol) {}
}
