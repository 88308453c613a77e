package dev.kecs.agent.gateway;

import java.net.InetSocketAddress;

/// What answers for a host.
///
/// @param name of the forward, or of what else it is, for people
/// @param address of its local port
public record Backend(String name, InetSocketAddress address) {}
