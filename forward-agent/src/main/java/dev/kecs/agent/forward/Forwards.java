package dev.kecs.agent.forward;

import dev.kecs.agent.event.EventRing;
import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.session.SessionState;
import dev.kecs.agent.session.StateWords;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.agent.statefile.ConfigFile;
import dev.kecs.agent.statefile.StateFile;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.agent.ForwardRemove;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.event.AgentEvent;
import dev.kecs.protocol.forward.ForwardConnection;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.Restore;
import dev.kecs.protocol.paths.ForwardPaths;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All forwards. Any thread may call; one change at a time is made under the table's lock.
public final class Forwards implements ForwardObserver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forwards.class);
    private static final int MOST_PROBLEMS = 20;
    private static final int REMEMBERED_EVENTS = 1000;
    private static final long LONGEST_FOLLOWING_SECONDS = 5;

    private final Surroundings around;
    private final ConfigFile config;
    private final ForwardTable table;
    private final ForwardWaiting waiting;
    private final FileForwards files;
    private final ObservedState observed;
    private final ForwardLogs logs;
    private final EventRing events;
    private final List<String> problems = new ArrayList<>();

    public Forwards(Surroundings around, ForwardPaths paths) {
        this.around = around;
        this.config = new ConfigFile(paths.config(), around.clock());
        this.table = new ForwardTable(around, config, this);
        this.waiting = new ForwardWaiting(around.clock(), table);
        this.files = new FileForwards(around, table, waiting);
        this.observed = new ObservedState(new StateFile(paths.state()), around.thread(), this::list);
        this.logs = new ForwardLogs(paths, around.clock());
        this.events = new EventRing(REMEMBERED_EVENTS, around.clock());
    }

    /// Starts what `config.yaml` wants, with the same ids and ports.
    public void restore() throws IOException {
        table.lock.lock();
        try {
            List<WantedForward> all = config.read(this::found);
            List<WantedForward> restored = all.stream()
                    .filter(wanted -> wanted.request().options().restore() != Restore.NEVER)
                    .toList();
            if (restored.size() < all.size()) {
                try {
                    config.write(restored);
                } catch (IOException e) {
                    found("config.yaml cannot be written: " + e);
                }
            }
            for (WantedForward wanted : restored) {
                Forward forward = table.put(wanted);
                if (wanted.request().options().restore() == Restore.IF_TARGET_EXISTS) {
                    forward.endWithoutTarget();
                }
                forward.start(List.of());
            }
            LOG.info("{} forwards restored of {}", restored.size(), all.size());
        } finally {
            table.lock.unlock();
        }
    }

    /// Something that a person should know; any thread may tell.
    public void found(String problem) {
        LOG.error(problem);
        synchronized (problems) {
            problems.remove(problem);
            problems.add(problem);
            if (problems.size() > MOST_PROBLEMS) {
                problems.removeFirst();
            }
        }
    }

    /// What a person should know, since the agent started: the latest ones, each once.
    public List<String> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    /// What happened to them.
    public EventRing events() {
        return events;
    }

    /// Holds nothing back any more, because this computer slept or this process stood still: what is known may be old.
    public void woke() {
        table.all().forEach(Forward::woke);
    }

    /// Starts a forward, in the place of one of that name which has ended; it is durable when this returns.
    public ForwardView start(ForwardRequest request) throws RpcException {
        List<Snapshot> snapshots = around.targets().resolveAll(questions(request));
        for (Snapshot snapshot : snapshots) {
            Resolution.check(snapshot);
        }
        Forward ended;
        Forward forward;
        LocalPortChoice.Chosen chosen;
        table.lock.lock();
        try {
            Set<String> taken = table.names();
            String wished = request.name();
            String name =
                    wished == null ? ForwardNames.choose(request.target(), taken) : ForwardNames.check(wished, taken);
            ForwardRequest named = request.named(name);
            ended = table.byName().get(name);
            chosen = new LocalPortChoice(around.ports(), named, table.promised(), Set.of()).bind(snapshots, List.of());
            String id = ended == null ? table.newId() : ended.wanted().id();
            WantedForward wanted = new WantedForward(id, named, chosen.localPorts(), false);
            List<WantedForward> all = new ArrayList<>(ForwardTable.wanted(table.all()));
            all.add(wanted);
            try {
                table.write(all, "the forward was not started");
            } catch (RpcException e) {
                chosen.release();
                throw e;
            }
            forward = table.put(wanted);
        } finally {
            table.lock.unlock();
        }
        if (ended != null) {
            ended.close();
        }
        forward.start(chosen.bound());
        return forward.view();
    }

    /// Brings the forwards of one file to what it says.
    public List<ForwardChange> apply(ForwardApply file) throws RpcException, InterruptedException {
        return files.apply(file);
    }

    /// Stops forwards of one file.
    public List<ForwardChange> remove(ForwardRemove file) throws RpcException {
        return files.remove(file);
    }

    static List<Resolve> questions(ForwardRequest request) {
        return request.ports().stream()
                .map(port -> new Resolve(request.target(), port.targetPort(), port.protocol()))
                .toList();
    }

    public List<ForwardView> list() {
        return table.all().stream().map(Forward::view).toList();
    }

    /// Local ports that are no others', whether or not anybody listens there.
    public Set<LocalPort> promised() {
        table.lock.lock();
        try {
            return Set.copyOf(table.promised().keySet());
        } finally {
            table.lock.unlock();
        }
    }

    /// @param forward an id or a name
    public ForwardView describe(String forward) throws RpcException {
        return one(forward).view();
    }

    /// @param forward an id or a name
    public List<ForwardConnection> connections(String forward) throws RpcException {
        return one(forward).connections();
    }

    private Forward one(String idOrName) throws RpcException {
        table.lock.lock();
        try {
            return table.find(List.of(idOrName)).getFirst();
        } finally {
            table.lock.unlock();
        }
    }

    /// Waits until the forward is as wished.
    public ForwardView await(ForwardWait wish) throws RpcException, InterruptedException {
        return waiting.await(one(wish.forward()), wish.condition(), wish.timeoutMillis());
    }

    /// Stops all that are named or, when one is unknown, none.
    public List<ForwardView> stop(ForwardSelection selection) throws RpcException {
        List<Forward> stopped;
        table.lock.lock();
        try {
            stopped = select(selection);
            List<Forward> left = new ArrayList<>(table.all());
            left.removeAll(stopped);
            table.write(ForwardTable.wanted(left), "nothing was stopped");
            stopped.forEach(table::remove);
        } finally {
            table.lock.unlock();
        }
        stopped.forEach(Forward::close);
        return stopped.stream().map(Forward::view).toList();
    }

    /// Pauses all that are named, or resumes them; when one is unknown, none. It is in force when this returns.
    public List<ForwardView> pause(ForwardSelection selection, boolean paused) throws RpcException {
        List<Forward> chosen;
        List<CompletableFuture<Void>> followed;
        table.lock.lock();
        try {
            chosen = select(selection);
            Set<String> ids =
                    chosen.stream().map(forward -> forward.wanted().id()).collect(Collectors.toSet());
            table.write(
                    ForwardTable.wanted(table.all()).stream()
                            .map(wanted -> ids.contains(wanted.id()) ? wanted.paused(paused) : wanted)
                            .toList(),
                    "nothing was changed");
            followed = chosen.stream()
                    .map(forward -> forward.follow(forward.wanted().paused(paused)))
                    .toList();
        } finally {
            table.lock.unlock();
        }
        // Loops that end meanwhile, with the agent, follow nothing any more.
        CompletableFuture.allOf(followed.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LONGEST_FOLLOWING_SECONDS, TimeUnit.SECONDS)
                .join();
        return chosen.stream().map(Forward::view).toList();
    }

    private List<Forward> select(ForwardSelection selection) throws RpcException {
        return selection.all() ? table.all() : table.find(selection.forwards());
    }

    @Override
    public void started(Forward forward) {
        WantedForward it = forward.wanted();
        events.add((number, at) -> new AgentEvent.Started(number, at, it.id(), it.name()));
    }

    @Override
    public void stopped(Forward forward) {
        WantedForward it = forward.wanted();
        events.add((number, at) -> new AgentEvent.Stopped(number, at, it.id(), it.name()));
    }

    @Override
    public void troubled(Forward forward, String line) {
        WantedForward it = forward.wanted();
        events.add((number, at) -> new AgentEvent.Trouble(number, at, it.id(), it.name(), line));
        noted(forward, line);
    }

    @Override
    public void stateChanged(Forward forward, int localPort, SessionState to) {
        WantedForward it = forward.wanted();
        events.add((number, at) -> new AgentEvent.StateChanged(
                number,
                at,
                it.id(),
                it.name(),
                localPort,
                StateWords.word(to),
                StateWords.reason(to),
                StateWords.message(to)));
        // On a thread of its own, since whoever holds the lock may be waiting for the sessions' thread.
        Thread.ofVirtual().name("forward-changed").start(() -> {
            table.lock.lock();
            try {
                table.changed.signalAll();
                if (to instanceof SessionState.Closed && table.has(forward)) {
                    config.write(ForwardTable.wanted(table.all()));
                }
            } catch (IOException e) {
                LOG.error("config.yaml cannot be written", e);
            } finally {
                table.lock.unlock();
            }
        });
    }

    @Override
    public void probed(Forward forward) {
        // As above.
        Thread.ofVirtual().name("forward-probed").start(() -> {
            table.lock.lock();
            try {
                table.changed.signalAll();
            } finally {
                table.lock.unlock();
            }
        });
    }

    @Override
    public void noted(Forward forward, String line) {
        logs.append(forward.wanted().name(), line);
        observed.noted();
    }

    /// Ends all forwards and keeps `config.yaml`. Not under the lock, which the sessions' thread may be
    /// waiting for.
    @Override
    public void close() {
        List<Forward> all;
        table.lock.lock();
        try {
            all = table.end();
        } finally {
            table.lock.unlock();
        }
        all.forEach(Forward::close);
        logs.flush();
    }
}
