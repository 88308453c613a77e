package dev.kecs.agent.relay.tcp;

import dev.kecs.agent.relay.loop.LoopGroup;
import dev.kecs.agent.relay.loop.RelayLoop;
import dev.kecs.agent.relay.route.Counters;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.Limits;
import dev.kecs.agent.relay.route.Listener;
import dev.kecs.agent.relay.route.LiveConnection;
import dev.kecs.agent.relay.route.RelayEvents;
import dev.kecs.agent.relay.route.Routes;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The listening sockets of one local port. Any thread may call; the connections are owned by the loops.
public final class TcpListener implements Listener {
    private static final long LONGEST_CLOSE_SECONDS = 5;

    private final LoopGroup loops;
    private final List<ServerSocketChannel> channels;
    private final AtomicInteger open = new AtomicInteger();
    private final RelayEvents events;
    private final Counters counters = new Counters();
    private volatile Limits limits;
    private volatile Routes routes = Routes.NONE;
    private volatile boolean closed;

    private TcpListener(LoopGroup loops, List<ServerSocketChannel> channels, Limits limits, RelayEvents events) {
        this.loops = loops;
        this.channels = List.copyOf(channels);
        this.limits = limits;
        this.events = events;
    }

    /// Begins to accept.
    public static TcpListener start(LoopGroup loops, List<ServerSocketChannel> bound, Limits limits, RelayEvents events)
            throws IOException {
        for (ServerSocketChannel channel : bound) {
            channel.configureBlocking(false);
        }
        TcpListener listener = new TcpListener(loops, bound, limits, events);
        for (ServerSocketChannel channel : bound) {
            RelayLoop loop = loops.next();
            loop.execute(() -> new Acceptor(loop, listener, channel).start());
        }
        return listener;
    }

    @Override
    public CompletableFuture<Void> route(List<Destination> destinations) {
        routes = routes.with(destinations);
        return onEachConnection(Connection::routesChanged);
    }

    @Override
    public void limit(Limits now) {
        limits = now;
        var _ = onEachConnection(Connection::limitsChanged);
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public CompletableFuture<List<LiveConnection>> connections() {
        Queue<LiveConnection> all = new ConcurrentLinkedQueue<>();
        return onEachConnection(connection -> all.add(connection.now())).thenApply(done -> List.copyOf(all));
    }

    LoopGroup loops() {
        return loops;
    }

    Routes routes() {
        return routes;
    }

    Limits limits() {
        return limits;
    }

    /// One more connection: whether the limits allow it. Whoever asked calls [#left] either way.
    boolean arrived() {
        int most = limits.most();
        return open.incrementAndGet() <= most || most == 0;
    }

    void left() {
        open.decrementAndGet();
    }

    RelayEvents events() {
        return events;
    }

    boolean isClosed() {
        return closed;
    }

    private CompletableFuture<Void> onEachConnection(Consumer<Connection> action) {
        return loops.onEach(loop -> {
            for (RelayLoop.Member member : loop.members()) {
                if (member instanceof Connection connection && connection.belongsTo(this)) {
                    action.accept(connection);
                }
            }
        });
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        channels.forEach(Acceptor::close);
        CompletableFuture<Void> aborted = onEachConnection(Connection::abort);
        // A closed channel keeps its port until its selector has looked again.
        CompletableFuture<Void> looked = loops.onEach(RelayLoop::forgetClosed);
        try {
            CompletableFuture.allOf(aborted, looked).get(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the relay's loops do not answer", e);
        }
    }
}
