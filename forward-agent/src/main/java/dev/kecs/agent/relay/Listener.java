package dev.kecs.agent.relay;

import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The listening sockets of one forward and where their connections go. Any thread may call; the connections are owned
/// by the relay's loops.
public final class Listener implements AutoCloseable {
    private static final long LONGEST_CLOSE_SECONDS = 5;

    private final Relay relay;
    private final List<ServerSocketChannel> channels;
    private volatile Limits limits;
    private final AtomicInteger open = new AtomicInteger();
    private final RelayEvents events;
    private final Counters counters = new Counters();
    private volatile Routes routes = Routes.NONE;
    private volatile boolean closed;

    Listener(Relay relay, List<ServerSocketChannel> channels, Limits limits, RelayEvents events) {
        this.relay = relay;
        this.channels = List.copyOf(channels);
        this.limits = limits;
        this.events = events;
    }

    /// Puts these destinations in force: connections to those not named are reset, held connections are woken.
    /// Called by one thread at a time.
    ///
    /// @return completed when every loop follows it
    public CompletableFuture<Void> route(List<Destination> destinations) {
        routes = routes.with(destinations);
        return onEveryLoop(Connection::routesChanged);
    }

    public Counters counters() {
        return counters;
    }

    Routes routes() {
        return routes;
    }

    Limits limits() {
        return limits;
    }

    /// Puts other limits in force, for live connections too. Any thread may call.
    public void limit(Limits now) {
        limits = now;
        var _ = onEveryLoop(Connection::limitsChanged);
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

    private CompletableFuture<Void> onEveryLoop(Consumer<Connection> action) {
        return onEveryLoop(loop -> {}, action);
    }

    private CompletableFuture<Void> onEveryLoop(Consumer<RelayLoop> first, Consumer<Connection> action) {
        CompletableFuture<?>[] all = relay.loops().stream()
                .map(loop -> {
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    loop.execute(() -> {
                        first.accept(loop);
                        for (Connection connection : loop.connections()) {
                            if (connection.belongsTo(this)) {
                                action.accept(connection);
                            }
                        }
                        done.complete(null);
                    });
                    return done;
                })
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all);
    }

    /// Frees the ports and resets all connections; both is done when this returns, unless a loop has ended. Not to be
    /// called on a loop's thread.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        channels.forEach(Acceptor::close);
        CompletableFuture<Void> aborted = onEveryLoop(Connection::abort);
        // A closed channel keeps its port until its selector has looked again.
        CompletableFuture<Void> looked = onEveryLoop(RelayLoop::forgetClosed, connection -> {});
        try {
            CompletableFuture.allOf(aborted, looked).get(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the relay's loops do not answer", e);
        }
    }
}
