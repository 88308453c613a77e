package dev.kecs.agent.forward;

import dev.kecs.agent.session.SessionState;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.agent.statefile.ConfigFile;
import dev.kecs.agent.statefile.StateFile;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.protocol.control.Resolve;
import dev.kecs.protocol.control.Snapshot;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardSelection;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.paths.ForwardPaths;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All forwards. Any thread may call; one change at a time is made under the lock.
public final class Forwards implements ForwardObserver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forwards.class);
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(1);

    private final Surroundings around;
    private final ConfigFile config;
    private final StateFile observed;
    private final ForwardLogs logs;
    private final AtomicBoolean stateIsDue = new AtomicBoolean();

    private final ReentrantLock lock = new ReentrantLock();
    /// Signalled at every change of a forward's state.
    private final Condition changed = lock.newCondition();

    /// By id, in the order they were started. Guarded by lock.
    private final Map<String, Forward> forwards = new LinkedHashMap<>();

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
            List<WantedForward> all = config.read(LOG::error);
            for (WantedForward wanted : all) {
                restore(wanted);
            }
            if (forwards.size() < all.size()) {
                config.write(wanted(forwards.values()));
            }
        } finally {
            lock.unlock();
        }
        LOG.info("{} forwards restored", forwards().size());
    }

    private void restore(WantedForward wanted) {
        switch (wanted.request().options().restore()) {
            case ALWAYS -> add(wanted).start(List.of());
            case IF_TARGET_EXISTS -> {
                Forward forward = add(wanted);
                forward.endWithoutTarget();
                forward.start(List.of());
            }
            case NEVER -> LOG.info("forward {} ended with its agent, as it wished", wanted.name());
        }
    }

    /// Starts a forward; it is durable when this returns.
    public ForwardView start(ForwardRequest request) throws RpcException {
        List<Snapshot> snapshots = around.targets().resolveAll(questions(request));
        for (Snapshot snapshot : snapshots) {
            Resolution.check(snapshot);
        }
        lock.lock();
        try {
            Set<String> taken = names();
            String wished = request.name();
            String name =
                    wished == null ? ForwardNames.choose(request.target(), taken) : ForwardNames.check(wished, taken);
            ForwardRequest named = request.named(name);
            LocalPortChoice.Chosen chosen = choose(named, snapshots, promised(null));
            WantedForward wanted = new WantedForward(newId(), named, chosen.localPorts(), false);
            try {
                List<WantedForward> all = new ArrayList<>(wanted(forwards.values()));
                all.add(wanted);
                config.write(all);
            } catch (IOException e) {
                chosen.release();
                throw new RpcException(ErrorCode.FAILED, "the forward cannot be remembered: " + e);
            }
            Forward forward = add(wanted);
            forward.start(chosen.bound());
            return forward.view();
        } finally {
            lock.unlock();
        }
    }

    static List<Resolve> questions(ForwardRequest request) {
        return request.ports().stream()
                .map(port -> new Resolve(request.target(), port.targetPort(), port.protocol()))
                .toList();
    }

    private LocalPortChoice.Chosen choose(
            ForwardRequest request, List<Snapshot> snapshots, Map<Integer, String> promised) throws RpcException {
        List<@Nullable Integer> targetPorts = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            targetPorts.add(snapshot.targetPort());
        }
        return new LocalPortChoice(around.ports(), request, promised).bind(targetPorts);
    }

    private Map<Integer, String> promised(@Nullable Forward without) {
        Map<Integer, String> promised = new LinkedHashMap<>();
        for (Forward forward : forwards.values()) {
            if (forward != without && !(forward.state() instanceof SessionState.Closed)) {
                forward.wanted()
                        .localPorts()
                        .forEach(port -> promised.put(port, forward.wanted().name()));
            }
        }
        return promised;
    }

    private Forward add(WantedForward wanted) {
        Forward forward = new Forward(wanted, around, this);
        forwards.put(wanted.id(), forward);
        return forward;
    }

    private String newId() {
        String id;
        do {
            id = "pf-%08x".formatted(around.random().nextInt());
        } while (forwards.containsKey(id));
        return id;
    }

    private Set<String> names() {
        return forwards.values().stream()
                .map(forward -> forward.wanted().name())
                .collect(Collectors.toSet());
    }

    /// A forward that has ended by itself is shown until it is stopped, but it is not wanted any more.
    private static List<WantedForward> wanted(Collection<Forward> all) {
        return all.stream()
                .filter(forward -> !(forward.state() instanceof SessionState.Closed))
                .map(Forward::wanted)
                .toList();
    }

    public List<ForwardView> list() {
        return forwards().stream().map(Forward::view).toList();
    }

    private List<Forward> forwards() {
        lock.lock();
        try {
            return List.copyOf(forwards.values());
        } finally {
            lock.unlock();
        }
    }

    /// @param forward an id or a name
    public ForwardView describe(String forward) throws RpcException {
        return find(forwards(), List.of(forward)).getFirst().view();
    }

    /// Waits until the forward is ready and it is known which of its endpoints take connections; for the latter a
    /// second at most.
    public ForwardView awaitReady(String idOrName, long timeoutMillis) throws RpcException, InterruptedException {
        Forward forward = find(forwards(), List.of(idOrName)).getFirst();
        long remaining = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        lock.lockInterruptibly();
        try {
            long longest = Math.min(remaining, longestWait(forward));
            while (longest > 0) {
                remaining -= longest - changed.awaitNanos(longest);
                longest = Math.min(remaining, longestWait(forward));
            }
        } finally {
            lock.unlock();
        }
        ForwardView view = forward.view();
        if (forward.state() instanceof SessionState.Ready) {
            return view;
        }
        boolean over = forward.state() instanceof SessionState.Closed;
        throw RpcException.with(
                over ? ErrorCode.FAILED : ErrorCode.TIMED_OUT,
                "forward '" + view.name() + "' is " + view.state().word()
                        + (view.message() == null ? "" : ": " + view.message()),
                Map.of("forward", view));
    }

    /// Nanoseconds after which a caller who waits for ready is answered even if nothing changes; 0 answers now.
    private long longestWait(Forward forward) {
        return switch (forward.state()) {
            case SessionState.Closed over -> 0;
            case SessionState.Ready ready ->
                forward.settled()
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
    public List<ForwardView> stop(ForwardSelection selection) throws RpcException {
        List<Forward> stopped;
        lock.lock();
        try {
            stopped = select(selection);
            List<Forward> left = new ArrayList<>(forwards.values());
            left.removeAll(stopped);
            config.write(wanted(left));
            stopped.forEach(forward -> forwards.remove(forward.wanted().id()));
        } catch (IOException e) {
            throw new RpcException(
                    ErrorCode.FAILED, "nothing was stopped, because config.yaml cannot be written: " + e);
        } finally {
            lock.unlock();
        }
        stopped.forEach(Forward::close);
        return stopped.stream().map(Forward::view).toList();
    }

    /// Pauses all that are named, or resumes them; when one is unknown, none.
    public List<ForwardView> pause(ForwardSelection selection, boolean paused) throws RpcException {
        lock.lock();
        try {
            List<Forward> chosen = select(selection);
            config.write(forwards.values().stream()
                    .filter(forward -> !(forward.state() instanceof SessionState.Closed))
                    .map(forward -> chosen.contains(forward) ? forward.wanted().paused(paused) : forward.wanted())
                    .toList());
            chosen.forEach(forward -> forward.follow(forward.wanted().paused(paused)));
            return chosen.stream().map(Forward::view).toList();
        } catch (IOException e) {
            throw new RpcException(
                    ErrorCode.FAILED, "nothing was changed, because config.yaml cannot be written: " + e);
        } finally {
            lock.unlock();
        }
    }

    private List<Forward> select(ForwardSelection selection) throws RpcException {
        return selection.all() ? List.copyOf(forwards.values()) : find(forwards.values(), selection.forwards());
    }

    private static List<Forward> find(Collection<Forward> all, List<String> idsOrNames) throws RpcException {
        List<String> unknown = new ArrayList<>();
        List<Forward> found = new ArrayList<>();
        for (String wish : idsOrNames) {
            Forward match = all.stream()
                    .filter(forward -> forward.wanted().id().equals(wish)
                            || forward.wanted().name().equals(wish))
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
    public void stateChanged(Forward forward, SessionState to) {
        // On a thread of its own, since whoever holds the lock may be waiting for the sessions' thread.
        Thread.ofVirtual().name("forward-changed").start(() -> {
            lock.lock();
            try {
                changed.signalAll();
                if (to instanceof SessionState.Closed && forwards.containsValue(forward)) {
                    config.write(wanted(forwards.values()));
                }
            } catch (IOException e) {
                LOG.error("config.yaml cannot be written", e);
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public void probed(Forward forward) {
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
    public void noted(Forward forward, String line) {
        around.thread().execute(() -> logs.append(forward.wanted().name(), line));
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
        List<Forward> all = forwards();
        lock.lock();
        try {
            forwards.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(Forward::close);
    }
}
