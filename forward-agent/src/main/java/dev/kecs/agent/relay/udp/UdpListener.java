package dev.kecs.agent.relay.udp;

import dev.kecs.agent.relay.loop.RelayLoop;
import dev.kecs.agent.relay.route.Counters;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.Limits;
import dev.kecs.agent.relay.route.Listener;
import dev.kecs.agent.relay.route.LiveConnection;
import dev.kecs.agent.relay.route.RelayEvents;
import dev.kecs.agent.relay.route.Routes;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The sockets of one local UDP port. Any thread may call; one loop owns the sockets and the exchanges of all clients.
public final class UdpListener implements Listener {
    private static final long LONGEST_CLOSE_SECONDS = 5;

    private final RelayLoop loop;
    private final RelayEvents events;
    private final Counters counters = new Counters();
    /// Owned by the loop's thread.
    private final List<Receiver> receivers = new ArrayList<>();

    private volatile Limits limits;
    private volatile Routes routes = Routes.NONE;
    private volatile boolean closed;

    private UdpListener(RelayLoop loop, Limits limits, RelayEvents events) {
        this.loop = loop;
        this.limits = limits;
        this.events = events;
    }

    /// Begins to receive.
    public static UdpListener start(RelayLoop loop, List<DatagramChannel> bound, Limits limits, RelayEvents events)
            throws IOException {
        UdpListener listener = new UdpListener(loop, limits, events);
        for (DatagramChannel channel : bound) {
            channel.configureBlocking(false);
        }
        loop.execute(() -> {
            for (DatagramChannel channel : bound) {
                Receiver receiver = new Receiver(loop, listener, channel);
                listener.receivers.add(receiver);
                receiver.start();
            }
        });
        return listener;
    }

    @Override
    public CompletableFuture<Void> route(List<Destination> destinations) {
        routes = routes.with(destinations);
        return onLoop(Receiver::routesChanged);
    }

    /// Exchanges follow them when they are looked at next.
    @Override
    public void limit(Limits now) {
        limits = now;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public CompletableFuture<List<LiveConnection>> connections() {
        List<LiveConnection> all = new ArrayList<>();
        return onLoop(receiver -> receiver.addTo(all)).thenApply(done -> List.copyOf(all));
    }

    Limits limits() {
        return limits;
    }

    Routes routes() {
        return routes;
    }

    RelayEvents events() {
        return events;
    }

    private CompletableFuture<Void> onLoop(Consumer<Receiver> action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            receivers.forEach(action);
            done.complete(null);
        });
        return done;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        CompletableFuture<Void> aborted = onLoop(Receiver::abort);
        CompletableFuture<Void> looked = new CompletableFuture<>();
        loop.execute(() -> {
            loop.forgetClosed();
            looked.complete(null);
        });
        try {
            CompletableFuture.allOf(aborted, looked).get(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the relay's loop does not answer", e);
        }
    }
}
