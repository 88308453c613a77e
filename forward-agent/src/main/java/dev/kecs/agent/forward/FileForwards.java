package dev.kecs.agent.forward;

import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.agent.ForwardRemove;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings the forwards of a file to what it says: decides, makes the decision durable in one write, then
/// acts. Any thread may call.
final class FileForwards {
    private final Surroundings around;
    private final ForwardTable table;
    private final ForwardWaiting waiting;

    FileForwards(Surroundings around, ForwardTable table, ForwardWaiting waiting) {
        this.around = around;
        this.table = table;
        this.waiting = waiting;
    }

    /// What one call is going to do.
    private static final class Work {
        /// Local ports that belong to forwards, and the forward's name.
        final Map<LocalPort, String> promised = new LinkedHashMap<>();

        /// Local ports of forwards that this call ends.
        final Set<LocalPort> leaving = new HashSet<>();

        final Map<String, ForwardChange.Kind> kinds = new LinkedHashMap<>();
        final Map<String, String> messages = new HashMap<>();
        final Map<String, WantedForward> wanted = new LinkedHashMap<>();
        final Map<String, LocalPortChoice.Chosen> sockets = new HashMap<>();
        final List<Forward> over = new ArrayList<>();
        final Map<Forward, List<@Nullable BoundPort>> fresh = new LinkedHashMap<>();

        /// Gives the sockets back, because none of it will be done.
        void release() {
            sockets.values().forEach(LocalPortChoice.Chosen::release);
        }

        void fail(String name, String message) {
            kinds.put(name, ForwardChange.Kind.FAILED);
            messages.put(name, message);
        }
    }

    List<ForwardChange> apply(ForwardApply file) throws RpcException, InterruptedException {
        Map<String, List<Snapshot>> known = resolve(file);
        Work work;
        table.lock.lock();
        try {
            work = decide(file, known);
            if (!file.dryRun()) {
                commit(work);
            }
        } finally {
            table.lock.unlock();
        }
        act(work);
        if (file.waitMillis() > 0 && !file.dryRun()) {
            waiting.awaitReady(there(work), file.waitMillis());
        }
        return changes(work);
    }

    /// Those that the file lists and that are there now.
    private List<Forward> there(Work work) {
        Map<String, Forward> named = byName();
        return work.kinds.entrySet().stream()
                .filter(one -> one.getValue() != ForwardChange.Kind.FAILED)
                .map(one -> named.get(one.getKey()))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<String, Forward> byName() {
        table.lock.lock();
        try {
            return table.byName();
        } finally {
            table.lock.unlock();
        }
    }

    List<ForwardChange> remove(ForwardRemove file) throws RpcException {
        Work work = new Work();
        table.lock.lock();
        try {
            List<String> names = file.names();
            if (names != null) {
                names.forEach(name -> work.fail(name, "there is no such forward of this file"));
            }
            for (Forward forward : table.all()) {
                String name = forward.wanted().name();
                if (file.origin().equals(forward.wanted().request().origin())
                        && (names == null || names.contains(name))) {
                    work.kinds.put(name, ForwardChange.Kind.REMOVED);
                    work.messages.remove(name);
                }
            }
            if (!file.dryRun()) {
                commit(work);
            }
        } finally {
            table.lock.unlock();
        }
        act(work);
        return changes(work);
    }

    /// Asks for the targets of all forwards that may have to be made, over one connection and without the
    /// lock.
    private Map<String, List<Snapshot>> resolve(ForwardApply file) throws RpcException {
        List<ForwardRequest> asked = new ArrayList<>();
        List<Resolve> questions = new ArrayList<>();
        Map<String, Forward> named = byName();
        for (ForwardRequest request : file.forwards()) {
            FileStep step = FileStep.of(named.get(name(request)), request, file.origin());
            if (step instanceof FileStep.Create || step instanceof FileStep.Replace) {
                asked.add(request);
                questions.addAll(Forwards.questions(request));
            }
        }
        List<Snapshot> answers =
                questions.isEmpty() ? List.of() : around.targets().resolveAll(questions);
        Map<String, List<Snapshot>> known = new HashMap<>();
        int from = 0;
        for (ForwardRequest request : asked) {
            int to = from + request.ports().size();
            known.put(name(request), answers.subList(from, to));
            from = to;
        }
        return known;
    }

    /// A forward that cannot be replaced stays and needs its ports, which others may have been given: then all is
    /// decided anew without its replacement.
    private Work decide(ForwardApply file, Map<String, List<Snapshot>> known) {
        Map<String, String> refused = new HashMap<>();
        while (true) {
            int before = refused.size();
            Work work = attempt(file, known, refused);
            if (refused.size() == before) {
                return work;
            }
            work.release();
        }
    }

    /// @param refused by name why forwards are not replaced; what turns out to be so is added
    private Work attempt(ForwardApply file, Map<String, List<Snapshot>> known, Map<String, String> refused) {
        Work work = new Work();
        Map<String, FileStep> steps = steps(file, refused);
        Set<String> pruned = pruned(file);
        foresee(steps.values(), pruned, work);
        steps.forEach((name, step) -> {
            try {
                ForwardNames.check(name, Set.of());
                decide(step, known, file.dryRun(), work);
            } catch (RpcException e) {
                work.fail(name, e.getMessage());
                if (step instanceof FileStep.Replace) {
                    refused.put(name, e.getMessage());
                }
            }
        });
        pruned.forEach(name -> work.kinds.put(name, ForwardChange.Kind.REMOVED));
        return work;
    }

    private Map<String, FileStep> steps(ForwardApply file, Map<String, String> refused) {
        Map<String, FileStep> steps = new LinkedHashMap<>();
        Map<String, Forward> named = table.byName();
        for (ForwardRequest request : file.forwards()) {
            String name = name(request);
            String why = refused.get(name);
            steps.put(
                    name,
                    why == null
                            ? FileStep.of(named.get(name), request, file.origin())
                            : new FileStep.Refuse(name, why));
        }
        return steps;
    }

    private Set<String> pruned(ForwardApply file) {
        Set<String> listed = file.forwards().stream().map(FileForwards::name).collect(Collectors.toSet());
        return !file.prune()
                ? Set.of()
                : table.all().stream()
                        .map(Forward::wanted)
                        .filter(wanted -> file.origin().equals(wanted.request().origin()))
                        .map(WantedForward::name)
                        .filter(name -> !listed.contains(name))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Whose ports are whose once the forwards that this call ends have ended.
    private void foresee(Collection<FileStep> steps, Set<String> pruned, Work work) {
        List<FileStep.Replace> replaced = steps.stream()
                .filter(FileStep.Replace.class::isInstance)
                .map(FileStep.Replace.class::cast)
                .toList();
        Set<String> over = new HashSet<>(pruned);
        replaced.forEach(replace -> over.add(name(replace.request())));
        table.promised().forEach((port, owner) -> {
            if (over.contains(owner)) {
                work.leaving.add(port);
            } else {
                work.promised.put(port, owner);
            }
        });
        for (FileStep.Replace replace : replaced) {
            for (LocalPort port : replace.keptPorts()) {
                if (port != null) {
                    work.promised.putIfAbsent(port, name(replace.request()));
                    work.leaving.remove(port);
                }
            }
        }
    }

    private void decide(FileStep step, Map<String, List<Snapshot>> known, boolean dryRun, Work work)
            throws RpcException {
        switch (step) {
            case FileStep.Refuse refuse -> work.fail(refuse.name(), refuse.message());
            case FileStep.Keep keep -> work.kinds.put(keep.forward().wanted().name(), ForwardChange.Kind.UNCHANGED);
            case FileStep.Follow follow -> {
                WantedForward now = follow.forward().wanted().as(follow.request());
                work.kinds.put(now.name(), ForwardChange.Kind.CHANGED);
                work.messages.put(now.name(), "its connections go on");
                work.wanted.put(now.name(), now);
            }
            case FileStep.Replace replace -> {
                WantedForward before = replace.forward().wanted();
                // An ended forward's port may belong to another one by now.
                List<@Nullable LocalPort> kept = replace.keptPorts().stream()
                        .<@Nullable LocalPort>map(port -> before.name().equals(work.promised.get(port)) ? port : null)
                        .toList();
                List<LocalPort> ports = choose(replace.request(), kept, known, dryRun, work);
                work.kinds.put(before.name(), ForwardChange.Kind.CHANGED);
                work.messages.put(before.name(), replace.why());
                work.wanted.put(
                        before.name(), new WantedForward(before.id(), replace.request(), ports, before.paused()));
            }
            case FileStep.Create create -> {
                ForwardRequest request = create.request();
                List<LocalPort> ports = choose(request, List.of(), known, dryRun, work);
                work.kinds.put(name(request), ForwardChange.Kind.CREATED);
                work.wanted.put(name(request), new WantedForward(table.newId(), request, ports, false));
            }
        }
    }

    /// The local ports; in a dry run only what is certain, with 1 for what would be chosen.
    private List<LocalPort> choose(
            ForwardRequest request,
            List<@Nullable LocalPort> kept,
            Map<String, List<Snapshot>> known,
            boolean dryRun,
            Work work)
            throws RpcException {
        List<Snapshot> snapshots = known.getOrDefault(name(request), List.of());
        for (Snapshot snapshot : snapshots) {
            Resolution.check(snapshot);
        }
        LocalPortChoice.Chosen chosen =
                new LocalPortChoice(around.ports(), request, work.promised, work.leaving).bind(snapshots, kept);
        chosen.localPorts().forEach(port -> work.promised.put(port, name(request)));
        if (dryRun) {
            chosen.release();
        } else {
            work.sockets.put(name(request), chosen);
        }
        return chosen.localPorts();
    }

    private void commit(Work work) throws RpcException {
        List<WantedForward> all = new ArrayList<>();
        for (WantedForward before : ForwardTable.wanted(table.all())) {
            if (work.kinds.get(before.name()) != ForwardChange.Kind.REMOVED) {
                all.add(work.wanted.getOrDefault(before.name(), before));
            }
        }
        Set<String> listed = all.stream().map(WantedForward::name).collect(Collectors.toSet());
        work.wanted.values().stream()
                .filter(wanted -> !listed.contains(wanted.name()))
                .forEach(all::add);
        boolean written = false;
        try {
            table.write(all, "nothing was changed");
            written = true;
        } finally {
            if (!written) {
                work.release();
            }
        }
        Map<String, Forward> named = table.byName();
        work.kinds.forEach((name, kind) -> {
            Forward before = named.get(name);
            if (kind == ForwardChange.Kind.REMOVED && before != null) {
                table.remove(before);
                work.over.add(before);
            }
        });
        work.wanted.forEach((name, wanted) -> {
            Forward before = named.get(name);
            LocalPortChoice.Chosen sockets = work.sockets.get(name);
            if (sockets != null) {
                if (before != null) {
                    work.over.add(before);
                }
                work.fresh.put(table.put(wanted), sockets.bound());
            } else if (before != null) {
                var _ = before.follow(wanted);
            }
        });
    }

    /// Without the lock. The old ones end first, because the new ones may take their ports.
    private static void act(Work work) {
        work.over.forEach(Forward::close);
        work.fresh.forEach(Forward::start);
    }

    private List<ForwardChange> changes(Work work) {
        Map<String, Forward> now = byName();
        List<ForwardChange> changes = new ArrayList<>();
        work.kinds.forEach((name, kind) -> {
            Forward forward = now.get(name);
            ForwardView view = forward == null || kind == ForwardChange.Kind.FAILED ? null : forward.view();
            changes.add(new ForwardChange(name, kind, work.messages.get(name), view));
        });
        return changes;
    }

    private static String name(ForwardRequest request) {
        return Objects.requireNonNull(request.name());
    }
}
