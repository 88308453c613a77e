package dev.kecs.ecs.engine;

/// Where a container port is reached from this host.
///
/// @param containerPort as the task definition's port mapping says
/// @param protocol `tcp` or `udp`
/// @param address a literal IP address
/// @param port the port at that address; it may differ from `containerPort`
public record PortBinding(String container, int containerPort, String protocol, String address, int port) {}
