package dev.kecs.agent.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;

/// Sockets at one port of several addresses. Whoever receives it owns the sockets.
public sealed interface BoundPort {
    LocalPort port();

    List<String> addresses();

    List<? extends Channel> channels();

    /// Gives the port back.
    default void release() {
        for (Channel channel : channels()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing a socket at port " + port(), e);
            }
        }
    }

    /// They listen.
    record Tcp(LocalPort port, List<String> addresses, List<ServerSocketChannel> channels) implements BoundPort {
        public Tcp {
            addresses = List.copyOf(addresses);
            channels = List.copyOf(channels);
        }
    }

    record Udp(LocalPort port, List<String> addresses, List<DatagramChannel> channels) implements BoundPort {
        public Udp {
            addresses = List.copyOf(addresses);
            channels = List.copyOf(channels);
        }
    }
}
