package dev.kecs.agent.target;

import dev.kecs.protocol.control.Acknowledgement;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.Unwatch;
import dev.kecs.protocol.control.Watch;
import dev.kecs.protocol.control.WatchedSnapshot;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.paths.SocketPath;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.traefik.RouteReport;
import dev.kecs.protocol.traefik.RouteTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection to kecs-server's control socket, owned by the virtual thread that connects again for ever and
/// listens; a second one sends, so that no caller ever waits for a server that does not read.
public final class ControlConnection implements Targets, Routes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlConnection.class);
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private final SocketPath socket;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    /// Held while a watch or a connection is added, or a watch taken away, so that each watch is sent once on each
    /// connection, and its end after it.
    private final ReentrantLock linking = new ReentrantLock();
    private final AtomicLong lastId = new AtomicLong();
    private final BlockingQueue<Message<?>> outgoing = new LinkedBlockingQueue<>();
    private final Thread owner;
    private final Thread sender;
    private volatile @Nullable JsonRpcClient client;
    // Guarded by `linking` while it is set.
    private volatile Consumer<RouteTable> router = table -> {};
    private volatile boolean closed;

    private record Watched(Resolve question, Consumer<Snapshot> subscriber) {}

    /// @param on the connection that it is meant for; on another one it would be out of date
    private record Message<P>(JsonRpcClient on, RpcMethod<P, ?> method, P parameters) {
        void send() throws IOException {
            on.post(method, parameters);
        }
    }

    private ControlConnection(SocketPath socket) {
        this.socket = socket;
        owner = Thread.ofVirtual().name("control").unstarted(this::run);
        sender = Thread.ofVirtual().name("control-send").unstarted(this::sendAll);
    }

    public static ControlConnection start(SocketPath socket) {
        ControlConnection connection = new ControlConnection(socket);
        connection.owner.start();
        connection.sender.start();
        return connection;
    }

    private void run() {
        long pause = SHORTEST_PAUSE_MILLIS;
        while (!closed) {
            try (JsonRpcClient connected = JsonRpcClient.connect(socket, Hello.as("agent"))) {
                LOG.info("connected to kecs-server, pid {}", connected.welcome().pid());
                pause = SHORTEST_PAUSE_MILLIS;
                connected.subscribe(ControlMethods.TARGET_SNAPSHOT, this::deliver);
                connected.subscribe(ControlMethods.ROUTES_TABLE, table -> router.accept(table));
                link(connected);
                connected.listen();
            } catch (IOException | RpcException | RuntimeException e) {
                if (client != null || e instanceof RpcException) {
                    LOG.info("not connected to kecs-server: {}", e.getMessage());
                }
            }
            client = null;
            LockSupport.parkNanos(pause * 1_000_000);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private void link(JsonRpcClient connected) {
        linking.lock();
        try {
            client = connected;
            post(ControlMethods.ROUTES_WATCH, Empty.EMPTY);
            watched.forEach((id, one) -> post(ControlMethods.TARGET_WATCH, Watch.of(id, one.question())));
        } finally {
            linking.unlock();
        }
    }

    private void deliver(WatchedSnapshot notification) {
        Watched one = watched.get(notification.watch());
        if (one != null) {
            one.subscriber().accept(notification.snapshot());
        }
    }

    private void sendAll() {
        while (!closed) {
            try {
                outgoing.take().send();
            } catch (IOException e) {
                // That connection has ended; the next one begins with all watches anew.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private <P> void post(RpcMethod<P, ?> method, P parameters) {
        JsonRpcClient connected = client;
        if (connected != null) {
            outgoing.add(new Message<>(connected, method, parameters));
        }
    }

    @Override
    public List<Snapshot> resolveAll(List<Resolve> questions) throws RpcException {
        try (JsonRpcClient own = JsonRpcClient.connect(socket, Hello.as("agent"))) {
            List<Resolve> different = List.copyOf(new LinkedHashSet<>(questions));
            List<Snapshot> answers = own.callAll(ControlMethods.TARGET_RESOLVE, different);
            Map<Resolve, Snapshot> answered = new HashMap<>();
            for (int i = 0; i < different.size(); i++) {
                answered.put(different.get(i), answers.get(i));
            }
            return questions.stream()
                    .map(question -> Objects.requireNonNull(answered.get(question)))
                    .toList();
        } catch (IOException e) {
            throw new RpcException(ErrorCode.NOT_RUNNING, "kecs-server does not answer", "kecs start");
        }
    }

    @Override
    public TargetWatch watch(Resolve question, Consumer<Snapshot> subscriber) {
        String id = "w" + lastId.incrementAndGet();
        linking.lock();
        try {
            watched.put(id, new Watched(question, subscriber));
            post(ControlMethods.TARGET_WATCH, Watch.of(id, question));
        } finally {
            linking.unlock();
        }
        return new TargetWatch() {
            @Override
            public void acknowledge(long generation) {
                post(ControlMethods.TARGET_ACKNOWLEDGE, new Acknowledgement(id, generation));
            }

            @Override
            public void close() {
                linking.lock();
                try {
                    if (watched.remove(id) != null) {
                        post(ControlMethods.TARGET_UNWATCH, new Unwatch(id));
                    }
                } finally {
                    linking.unlock();
                }
            }
        };
    }

    @Override
    public void route(Consumer<RouteTable> subscriber) {
        linking.lock();
        try {
            router = subscriber;
            post(ControlMethods.ROUTES_WATCH, Empty.EMPTY);
        } finally {
            linking.unlock();
        }
    }

    @Override
    public void report(RouteReport report) {
        post(ControlMethods.ROUTES_REPORT, report);
    }

    @Override
    public boolean isConnected() {
        return client != null;
    }

    @Override
    public void close() {
        closed = true;
        sender.interrupt();
        JsonRpcClient connected = client;
        if (connected != null) {
            try {
                connected.close();
            } catch (IOException e) {
                LOG.debug("closing the connection to kecs-server", e);
            }
        }
        LockSupport.unpark(owner);
    }
}
