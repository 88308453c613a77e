package dev.kecs.agent.relay;

import dev.kecs.agent.relay.loop.LoopGroup;
import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.relay.route.Limits;
import dev.kecs.agent.relay.route.Listener;
import dev.kecs.agent.relay.route.RelayEvents;
import dev.kecs.agent.relay.tcp.TcpListener;
import dev.kecs.agent.relay.udp.UdpListener;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;

/// The loops that move all bytes of the agent. Any thread may open listeners; after that their channels belong to them.
public final class Relay implements AutoCloseable {
    private final LoopGroup loops;

    private Relay(LoopGroup loops) {
        this.loops = loops;
    }

    /// @param count how many threads move bytes
    public static Relay start(int count, Movers.Kind kind) throws IOException {
        return new Relay(LoopGroup.start(count, kind));
    }

    /// Begins to accept connections.
    ///
    /// @param bound listening sockets
    public Listener listen(List<ServerSocketChannel> bound, Limits limits, RelayEvents events) throws IOException {
        return TcpListener.start(loops, bound, limits, events);
    }

    /// Begins to receive datagrams.
    ///
    /// @param bound sockets with an address of their own
    public Listener receive(List<DatagramChannel> bound, Limits limits, RelayEvents events) throws IOException {
        return UdpListener.start(loops.next(), bound, limits, events);
    }

    /// For tests.
    LoopGroup loops() {
        return loops;
    }

    /// Resets all connections and ends the threads. Listeners are closed by their owners first.
    @Override
    public void close() {
        loops.close();
    }
}
