package dev.kecs.agent.relay;

import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.relay.route.Counters;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.agent.relay.route.Limits;
import dev.kecs.agent.relay.route.Listener;
import dev.kecs.agent.relay.route.RelayEvents;
import dev.kecs.agent.testing.FakeTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A relay of two loops with one listener at a port of 127.0.0.1, and what it has told.
final class RunningRelay implements AutoCloseable {
    static final Limits PATIENT = Limits.holding(Duration.ofSeconds(30), 100);

    final Relay relay;
    final Listener listener;
    final List<String> told = new CopyOnWriteArrayList<>();
    private final int port;

    RunningRelay() throws IOException {
        this(PATIENT);
    }

    RunningRelay(Movers.Kind kind) throws IOException {
        this(PATIENT, kind);
    }

    RunningRelay(Limits limits) throws IOException {
        this(limits, Movers.Kind.SPLICING);
    }

    private RunningRelay(Limits limits, Movers.Kind kind) throws IOException {
        relay = Relay.start(2, kind);
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(at(0), 1000);
        port = channel.socket().getLocalPort();
        listener = relay.listen(List.of(channel), limits, new RelayEvents() {
            @Override
            public void dialFailed(Destination destination, DialFailure failure) {
                told.add(destination.name() + " " + failure);
            }

            @Override
            public void held() {
                told.add("held");
            }

            @Override
            public void givenUp(String reason) {
                told.add(reason);
            }

            @Override
            public void cutOff(String reason) {
                told.add(reason);
            }

            @Override
            public void acceptFailed(Exception failure) {
                told.add("accept: " + failure.getMessage());
            }
        });
    }

    static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    static Destination to(String name, FakeTask task) {
        return new Destination(name, at(task.port()), true);
    }

    static Destination draining(String name, FakeTask task) {
        return new Destination(name, at(task.port()), false);
    }

    /// In force when this returns.
    void route(Destination... destinations) throws Exception {
        listener.route(List.of(destinations)).get(5, TimeUnit.SECONDS);
    }

    Counters counters() {
        return listener.counters();
    }

    int port() {
        return port;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Override
    public void close() {
        listener.close();
        relay.close();
    }
}
