package dev.kecs.server.control;

import dev.kecs.ecs.engine.DrainGate;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.WatchedSnapshot;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.server.target.Resolution;
import dev.kecs.server.target.TargetResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "watches", which resolves every watched target after each change and tells its watcher when the
/// answer differs; a watcher that does not read hinders no other. Other threads only signal it. It also knows when all
/// watchers of a task have acknowledged that the task is draining, and which ports of tasks are watched.
public final class Watches implements DrainGate, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final int LONGEST_DRAIN_MILLIS = 500;

    /// One watch. The fields below the line belong to the thread "watches", except `acknowledged`.
    private static final class Entry {
        private final String id;
        private final Resolve question;
        private final RpcConnection connection;
        private final NewestSender<WatchedSnapshot> sender;

        private @Nullable Resolution told;
        private Set<TaskPort> ports = Set.of();
        // Written by "watches", read when a drain begins and when an acknowledgement comes.
        private volatile @Nullable Snapshot sent;
        private final AtomicLong acknowledged = new AtomicLong(-1);

        private Entry(String id, Resolve question, RpcConnection connection) {
            this.id = id;
            this.question = question;
            this.connection = connection;
            this.sender = new NewestSender<>("snapshots of " + id, connection, ControlMethods.TARGET_SNAPSHOT);
        }
    }

    /// Somebody waits for this task to be drained.
    private record Waiting(TaskArn task, CompletableFuture<Void> drained) {}

    /// What the thread is to look at.
    private sealed interface Change {
        /// Everything.
        record InTheStores() implements Change {}

        /// One watch, which knows nothing yet.
        record NewWatch(Entry entry) implements Change {}
    }

    private final TargetResolver resolver;
    private final Consumer<Set<TaskPort>> watched;
    private final AtomicLong generations = new AtomicLong();
    private final CopyOnWriteArrayList<Entry> entries = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Waiting> waiting = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("watches").unstarted(this::run);
    private volatile boolean closed;
    // Owned by the thread "watches".
    private Set<TaskPort> ports = Set.of();

    /// One that tells nobody what is watched.
    public Watches(TargetResolver resolver) {
        this(resolver, ports -> {});
    }

    /// @param watched is told, by the thread "watches", all ports of tasks that lead to watched targets, whenever
    ///     they have changed
    public Watches(TargetResolver resolver, Consumer<Set<TaskPort>> watched) {
        this.resolver = resolver;
        this.watched = watched;
    }

    public void start() {
        thread.start();
    }

    /// Something in the stores has changed.
    public void changed() {
        changes.add(new Change.InTheStores());
    }

    void watch(String id, Resolve question, RpcConnection connection) {
        Entry entry = new Entry(id, question, connection);
        entries.add(entry);
        connection.onEnd(() -> {
            entries.remove(entry);
            changed();
        });
        changes.add(new Change.NewWatch(entry));
    }

    void unwatch(String id, RpcConnection connection) {
        entries.removeIf(entry -> entry.id.equals(id) && entry.connection.equals(connection));
        changed();
    }

    void acknowledge(String id, long generation, RpcConnection connection) {
        for (Entry entry : entries) {
            if (entry.id.equals(id) && entry.connection.equals(connection)) {
                entry.acknowledged.accumulateAndGet(generation, Math::max);
            }
        }
        if (!waiting.isEmpty()) {
            changed();
        }
    }

    Snapshot resolve(Resolve question) {
        return snapshot(resolver.resolve(question));
    }

    private Snapshot snapshot(Resolution resolution) {
        return new Snapshot(
                generations.incrementAndGet(),
                resolution.reason(),
                resolution.message(),
                resolution.hint().orElse(null),
                resolution.port().all(),
                resolution.port().chosen(),
                resolution.port().protocol(),
                resolution.selected().orElse(null),
                resolution.endpoints());
    }

    @Override
    public CompletionStage<Void> drained(TaskArn task) {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        waiting.add(new Waiting(task, drained));
        changed();
        return drained.completeOnTimeout(null, LONGEST_DRAIN_MILLIS, TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) ->
                        waiting.removeIf(each -> each.drained().isDone()));
    }

    private void run() {
        try {
            while (!closed) {
                List<Change> all = new ArrayList<>(List.of(changes.take()));
                changes.drainTo(all);
                try {
                    tell(all.stream().anyMatch(Change.InTheStores.class::isInstance) ? entries : fresh(all));
                    tellPorts();
                    openGates();
                } catch (RuntimeException defect) {
                    // The next change is told all the same.
                    LOG.error("Telling watchers failed", defect);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Entry> fresh(List<Change> changes) {
        return changes.stream()
                .filter(Change.NewWatch.class::isInstance)
                .map(change -> ((Change.NewWatch) change).entry())
                .toList();
    }

    private void tell(List<Entry> some) {
        Map<Resolve, Resolution> resolved = new HashMap<>();
        for (Entry entry : some) {
            Resolution now = resolved.computeIfAbsent(entry.question, resolver::resolve);
            entry.ports = now.ports();
            if (!now.tells(entry.told)) {
                entry.told = now;
                Snapshot snapshot = snapshot(now);
                entry.sent = snapshot;
                entry.sender.send(new WatchedSnapshot(entry.id, snapshot));
            }
        }
    }

    private void tellPorts() {
        Set<TaskPort> now =
                entries.stream().flatMap(entry -> entry.ports.stream()).collect(Collectors.toSet());
        if (!now.equals(ports)) {
            ports = Set.copyOf(now);
            watched.accept(ports);
        }
    }

    private void openGates() {
        for (Waiting each : waiting) {
            if (entries.stream().noneMatch(entry -> maySend(entry, each.task().id()))) {
                each.drained().complete(null);
            }
        }
    }

    /// Whether the watcher may still send new connections to the task: it was told of it, and has not
    /// acknowledged a snapshot in which it drains or is gone.
    private static boolean maySend(Entry entry, String task) {
        Snapshot sent = entry.sent;
        if (sent == null) {
            return false;
        }
        boolean listed =
                sent.endpoints().stream().anyMatch(endpoint -> endpoint.task().equals(task));
        return listed && entry.acknowledged.get() < sent.generation();
    }

    @Override
    public void close() {
        closed = true;
        changed();
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
