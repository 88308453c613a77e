package dev.kecs.agent.forward;

import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.port.PortTakenException;
import dev.kecs.agent.session.Session;
import dev.kecs.agent.session.SessionObserver;
import dev.kecs.agent.session.SessionState;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.agent.statefile.ConfigFile;
import dev.kecs.agent.statefile.StateFile;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.protocol.control.Snapshot;
import dev.kecs.protocol.control.Target;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardStop;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.paths.ForwardPaths;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All forwards. Any thread may call; one change at a time is made under the lock.
public final class Forwards implements SessionObserver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forwards.class);
    private static final int LOWEST_UNPRIVILEGED = 1024;
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(1);

    private final Surroundings around;
    private final ConfigFile config;
    private final StateFile observed;
    private final ForwardLogs logs;
    private final AtomicBoolean stateIsDue = new AtomicBoolean();

    private final ReentrantLock lock = new ReentrantLock();
    /// Signalled at every change of a session's state.
    private final Condition changed = lock.newCondition();

    /// By id, in the order they were started. Guarded by lock.
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    public Forwards(Surroundings around, ForwardPaths paths) {
        this.around = around;
        this.config = new ConfigFile(paths.config(), around.clock());
        this.observed = new StateFile(paths.state());
        this.logs = new ForwardLogs(paths, around.clock());
    }

    /// Starts what `config.yaml` wants, with the same ids and ports.
    public void restore() throws IOException {
        lock.lock();
        try {
            for (WantedForward wanted : config.read(LOG::error)) {
                begin(wanted, null);
            }
        } finally {
            lock.unlock();
        }
        LOG.info("{} forwards restored", sessions().size());
    }

    /// Starts a forward; it is durable when this returns.
    public ForwardView start(ForwardRequest request) throws RpcException {
        Target target;
        try {
            target = request.target();
        } catch (IllegalArgumentException e) {
            throw new RpcException(ErrorCode.USAGE, String.valueOf(e.getMessage()));
        }
        Snapshot snapshot = around.targets().resolve(target);
        Resolution.check(snapshot);
        lock.lock();
        try {
            Set<String> taken = names();
            String wished = request.name();
            String name = wished == null ? ForwardNames.choose(target, taken) : ForwardNames.check(wished, taken);
            BoundPort bound = bind(request, snapshot.targetPort());
            WantedForward wanted =
                    new WantedForward(newId(), request.named(name).listeningAt(bound.port(), request.addresses()));
            remember(wanted, bound);
            return begin(wanted, bound).view();
        } finally {
            lock.unlock();
        }
    }

    private void remember(WantedForward added, BoundPort bound) throws RpcException {
        List<WantedForward> all = new ArrayList<>(wanted(sessions.values()));
        all.add(added);
        try {
            config.write(all);
        } catch (IOException e) {
            bound.channels().forEach(Forwards::closeQuietly);
            throw new RpcException(ErrorCode.FAILED, "the forward cannot be remembered: " + e);
        }
    }

    private Session begin(WantedForward wanted, @Nullable BoundPort bound) {
        Session session = new Session(wanted, around, this);
        sessions.put(wanted.id(), session);
        session.start(bound);
        noted(
                session,
                "started: " + wanted.request().type() + " of "
                        + wanted.request().cluster() + ", local port " + wanted.localPort());
        return session;
    }

    private BoundPort bind(ForwardRequest request, @Nullable Integer targetPort) throws RpcException {
        Integer wished = request.localPort();
        Set<Integer> promised = sessions.values().stream()
                .map(session -> session.wanted().localPort())
                .collect(Collectors.toSet());
        try {
            if (wished != null && wished != 0) {
                return around.ports().bind(wished, request.addresses());
            }
            if (wished == null
                    && targetPort != null
                    && targetPort >= LOWEST_UNPRIVILEGED
                    && !promised.contains(targetPort)) {
                try {
                    return around.ports().bind(targetPort, request.addresses());
                } catch (PortTakenException e) {
                    return around.ports().bindAny(request.addresses(), promised);
                }
            }
            return around.ports().bindAny(request.addresses(), promised);
        } catch (PortTakenException e) {
            throw new RpcException(
                    ErrorCode.CONFLICT, e.getMessage(), "choose another with --local-port, or 0 for any");
        } catch (IllegalArgumentException | IOException e) {
            throw new RpcException(ErrorCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private String newId() {
        String id;
        do {
            id = "pf-%08x".formatted(around.random().nextInt());
        } while (sessions.containsKey(id));
        return id;
    }

    private Set<String> names() {
        return sessions.values().stream()
                .map(session -> session.wanted().name())
                .collect(Collectors.toSet());
    }

    /// A forward that has ended by itself is shown until it is stopped, but it is not wanted any more.
    private static List<WantedForward> wanted(Collection<Session> all) {
        return all.stream()
                .filter(session -> !(session.state() instanceof SessionState.Closed))
                .map(Session::wanted)
                .toList();
    }

    public List<ForwardView> list() {
        return sessions().stream().map(Session::view).toList();
    }

    private List<Session> sessions() {
        lock.lock();
        try {
            return List.copyOf(sessions.values());
        } finally {
            lock.unlock();
        }
    }

    /// @param forward an id or a name
    public ForwardView describe(String forward) throws RpcException {
        return find(sessions(), List.of(forward)).getFirst().view();
    }

    /// Waits until the forward is ready and it is known which of its endpoints take connections; for the latter a
    /// second at most.
    public ForwardView awaitReady(String forward, long timeoutMillis) throws RpcException, InterruptedException {
        Session session = find(sessions(), List.of(forward)).getFirst();
        long remaining = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        lock.lockInterruptibly();
        try {
            long longest = Math.min(remaining, longestWait(session));
            while (longest > 0) {
                remaining -= longest - changed.awaitNanos(longest);
                longest = Math.min(remaining, longestWait(session));
            }
        } finally {
            lock.unlock();
        }
        ForwardView view = session.view();
        if (session.state() instanceof SessionState.Ready) {
            return view;
        }
        boolean over = session.state() instanceof SessionState.Closed;
        throw RpcException.with(
                over ? ErrorCode.FAILED : ErrorCode.TIMED_OUT,
                "forward '" + view.name() + "' is " + view.state().word()
                        + (view.message() == null ? "" : ": " + view.message()),
                Map.of("forward", view));
    }

    /// Nanoseconds after which a caller who waits for ready is answered even if nothing changes; 0 answers now.
    private long longestWait(Session session) {
        return switch (session.state()) {
            case SessionState.Closed over -> 0;
            case SessionState.Ready ready ->
                session.settled()
                        ? 0
                        : LONGEST_SETTLING
                                .minus(Duration.between(
                                        ready.since(), around.clock().instant()))
                                .toNanos();
            case SessionState.Resolving it -> Long.MAX_VALUE;
            case SessionState.Waiting it -> Long.MAX_VALUE;
            case SessionState.Paused it -> Long.MAX_VALUE;
        };
    }

    /// Stops all that are named or, when one is unknown, none.
    public List<ForwardView> stop(ForwardStop request) throws RpcException {
        List<Session> stopped;
        lock.lock();
        try {
            stopped = request.all() ? List.copyOf(sessions.values()) : find(sessions.values(), request.forwards());
            List<Session> left = new ArrayList<>(sessions.values());
            left.removeAll(stopped);
            config.write(wanted(left));
            stopped.forEach(session -> sessions.remove(session.wanted().id()));
        } catch (IOException e) {
            throw new RpcException(
                    ErrorCode.FAILED, "nothing was stopped, because config.yaml cannot be written: " + e);
        } finally {
            lock.unlock();
        }
        stopped.forEach(Session::close);
        return stopped.stream().map(Session::view).toList();
    }

    private static List<Session> find(Collection<Session> all, List<String> idsOrNames) throws RpcException {
        List<String> unknown = new ArrayList<>();
        List<Session> found = new ArrayList<>();
        for (String wish : idsOrNames) {
            Session match = all.stream()
                    .filter(session -> session.wanted().id().equals(wish)
                            || session.wanted().name().equals(wish))
                    .findFirst()
                    .orElse(null);
            if (match == null) {
                unknown.add("'" + wish + "'");
            } else if (!found.contains(match)) {
                found.add(match);
            }
        }
        if (!unknown.isEmpty()) {
            throw new RpcException(
                    ErrorCode.NOT_FOUND, "there is no forward " + String.join(", ", unknown), "kecs port-forward list");
        }
        return found;
    }

    @Override
    public void stateChanged(Session session, SessionState from, SessionState to) {
        noted(
                session,
                Stream.of(to.getClass().getSimpleName(), session.view().message())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(": ")));
        // On a thread of its own, since whoever holds the lock may be waiting for the sessions' thread.
        Thread.ofVirtual().name("forward-changed").start(() -> {
            lock.lock();
            try {
                changed.signalAll();
                if (to instanceof SessionState.Closed && sessions.containsValue(session)) {
                    config.write(wanted(sessions.values()));
                }
            } catch (IOException e) {
                LOG.error("config.yaml cannot be written", e);
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public void probed(Session session) {
        // As above.
        Thread.ofVirtual().name("forward-probed").start(() -> {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public void noted(Session session, String line) {
        around.thread().execute(() -> logs.append(session.wanted().name(), line));
        if (stateIsDue.compareAndSet(false, true)) {
            var _ = around.thread().schedule(this::writeState, 1, TimeUnit.SECONDS);
        }
    }

    private void writeState() {
        stateIsDue.set(false);
        try {
            observed.write(list());
        } catch (IOException e) {
            LOG.warn("state.yaml cannot be written: {}", e.getMessage());
        }
    }

    /// Ends all forwards and keeps `config.yaml`. Not under the lock, which the sessions' thread may be waiting for.
    @Override
    public void close() {
        List<Session> all = sessions();
        lock.lock();
        try {
            sessions.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(Session::close);
    }

    private static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("closing a listening socket", e);
        }
    }
}
