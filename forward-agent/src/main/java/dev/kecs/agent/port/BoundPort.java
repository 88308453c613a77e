package dev.kecs.agent.port;

import java.nio.channels.ServerSocketChannel;
import java.util.List;

/// Listening sockets at one port of several addresses. Whoever receives it owns the sockets.
public record BoundPort(int port, List<String> addresses, List<ServerSocketChannel> channels) {
    public BoundPort {
        addresses = List.copyOf(addresses);
        channels = List.copyOf(channels);
    }
}
