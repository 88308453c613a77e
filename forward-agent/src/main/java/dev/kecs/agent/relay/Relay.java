package dev.kecs.agent.relay;

import dev.kecs.agent.relay.move.Movers;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The loops that move all bytes of the agent. Any thread may open listeners.
public final class Relay implements AutoCloseable {
    private final List<RelayLoop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    private Relay(List<RelayLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /// @param count how many threads move bytes
    public static Relay start(int count, Movers.Kind kind) throws IOException {
        List<RelayLoop> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(RelayLoop.start("relay-" + i, kind));
        }
        return new Relay(loops);
    }

    /// Begins to accept. After the call the channels belong to the listener.
    ///
    /// @param bound listening sockets
    public Listener listen(List<ServerSocketChannel> bound, Limits limits, RelayEvents events) throws IOException {
        for (ServerSocketChannel channel : bound) {
            channel.configureBlocking(false);
        }
        Listener listener = new Listener(this, bound, limits, events);
        for (ServerSocketChannel channel : bound) {
            RelayLoop loop = loops.get((turn.getAndIncrement() & Integer.MAX_VALUE) % loops.size());
            loop.execute(() -> new Acceptor(this, loop, listener, channel).start());
        }
        return listener;
    }

    List<RelayLoop> loops() {
        return loops;
    }

    /// The loop that a new connection goes to: the accepting one, unless it has clearly more to do than another.
    RelayLoop loopFor(RelayLoop accepting) {
        RelayLoop best = accepting;
        for (RelayLoop loop : loops) {
            if (loop.load() + 1 < best.load()) {
                best = loop;
            }
        }
        return best;
    }

    /// Resets all connections and ends the threads. Listeners are closed by their owners first.
    @Override
    public void close() {
        loops.forEach(RelayLoop::close);
    }
}
