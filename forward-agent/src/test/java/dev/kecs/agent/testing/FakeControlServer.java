package dev.kecs.agent.testing;

import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.WatchedSnapshot;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcServer;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.rpc.RpcMethods;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Transport;
import dev.kecs.protocol.traefik.RouteReport;
import dev.kecs.protocol.traefik.RouteTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A kecs-server that says of every target what the test wants. Safe for any thread.
public final class FakeControlServer implements AutoCloseable {
    private final Map<String, RpcConnection> watches = new ConcurrentHashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicInteger resolved = new AtomicInteger();
    private final Set<RpcConnection> routers = ConcurrentHashMap.newKeySet();
    private volatile RouteTable routes = RouteTable.EMPTY;
    private volatile RouteReport report = new RouteReport(List.of());
    private final JsonRpcServer server;
    private Transport protocol = Transport.TCP;
    private Snapshot current = new Snapshot(
            1, SnapshotReason.NO_RUNNING_TASK, "nothing runs", null, List.of(), 80, Transport.TCP, null, List.of());

    public FakeControlServer(InstancePaths paths) throws IOException {
        server = JsonRpcServer.start(
                paths.controlSocket(),
                new RpcMethods(
                                new RpcMethods.Identity("fake", "default", "kecs restart"),
                                (what, failure) -> failure.printStackTrace())
                        .answer(ControlMethods.TARGET_RESOLVE, (request, connection) -> {
                            resolved.incrementAndGet();
                            return snapshot();
                        })
                        .answer(ControlMethods.TARGET_WATCH, (request, connection) -> {
                            watch(request.watch(), connection);
                            return Empty.EMPTY;
                        })
                        .answer(ControlMethods.TARGET_UNWATCH, (request, connection) -> {
                            watches.remove(request.watch());
                            return Empty.EMPTY;
                        })
                        .answer(ControlMethods.TARGET_ACKNOWLEDGE, (request, connection) -> {
                            acknowledged.accumulateAndGet(request.generation(), Math::max);
                            return Empty.EMPTY;
                        })
                        .answer(ControlMethods.ROUTES_WATCH, (nothing, connection) -> {
                            routers.add(connection);
                            connection.onEnd(() -> routers.remove(connection));
                            tell(connection);
                            return Empty.EMPTY;
                        })
                        .answer(ControlMethods.ROUTES_REPORT, (said, connection) -> {
                            report = said;
                            return Empty.EMPTY;
                        }));
    }

    /// What is to be served at clusters' ports from now on.
    public synchronized void routes(RouteTable table) {
        routes = table;
        routers.forEach(this::tell);
    }

    /// What the agent said of the table last.
    public RouteReport report() {
        return report;
    }

    /// The newest is told last.
    private synchronized void tell(RpcConnection connection) {
        try {
            connection.notify(ControlMethods.ROUTES_TABLE, routes);
        } catch (IOException e) {
            routers.remove(connection);
        }
    }

    private synchronized Snapshot snapshot() {
        return current;
    }

    private synchronized void watch(String id, RpcConnection connection) {
        watches.put(id, connection);
        connection.onEnd(() -> watches.remove(id));
        tell(id, connection);
    }

    /// The endpoints that are there from now on.
    public synchronized long endpoints(Endpoint... endpoints) {
        return say(new Snapshot(
                current.generation() + 1,
                endpoints.length == 0 ? SnapshotReason.NO_RUNNING_TASK : SnapshotReason.OK,
                endpoints.length == 0 ? "nothing runs" : "",
                null,
                List.of(80),
                80,
                protocol,
                null,
                List.of(endpoints)));
    }

    /// What the container port speaks, said with the next endpoints.
    public synchronized void speaks(Transport transport) {
        protocol = transport;
    }

    public synchronized long reason(SnapshotReason reason, String message, @Nullable String hint) {
        return say(new Snapshot(
                current.generation() + 1, reason, message, hint, List.of(80, 81), null, null, null, List.of()));
    }

    private long say(Snapshot snapshot) {
        current = snapshot;
        watches.forEach(this::tell);
        return snapshot.generation();
    }

    private void tell(String id, RpcConnection connection) {
        try {
            connection.notify(ControlMethods.TARGET_SNAPSHOT, new WatchedSnapshot(id, current));
        } catch (IOException e) {
            watches.remove(id);
        }
    }

    /// How many targets are watched now.
    public int watched() {
        return watches.size();
    }

    /// How often it was asked to resolve.
    public int resolved() {
        return resolved.get();
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    public static Endpoint ready(String task, int port) {
        return new Endpoint(task, "127.0.0.1", port, "2026-01-01T00:00:00Z", true, false, "web:1");
    }

    public static Endpoint draining(String task, int port) {
        return new Endpoint(task, "127.0.0.1", port, "2026-01-01T00:00:00Z", true, true, "web:1");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
