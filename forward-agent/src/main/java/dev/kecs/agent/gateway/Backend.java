package dev.kecs.agent.gateway;

import java.net.InetSocketAddress;

/// What answers for a host.
///
/// @param forward its name
/// @param address of its local port
record Backend(String forward, InetSocketAddress address) {}
