package dev.kecs.agent.forward;

import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.session.SessionState;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.agent.statefile.ConfigFile;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The forwards there are, and what of them is durable. Every method but [#all] is called under [#lock];
/// nobody waits for the sessions' thread while holding it, since that thread takes it too.
final class ForwardTable {
    final ReentrantLock lock = new ReentrantLock();

    /// Signalled at every change of a forward's state.
    final Condition changed = lock.newCondition();

    private final Surroundings around;
    private final ConfigFile config;
    private final ForwardObserver observer;

    /// By id, in the order they were started.
    private final Map<String, Forward> forwards = new LinkedHashMap<>();

    /// The same, for whoever must not wait for a change that is being made durable.
    private volatile List<Forward> all = List.of();

    /// Whether the agent ends: what is durable stays as it is.
    private boolean over;

    ForwardTable(Surroundings around, ConfigFile config, ForwardObserver observer) {
        this.around = around;
        this.config = config;
        this.observer = observer;
    }

    /// Any thread may ask, with the lock or without; it never waits.
    List<Forward> all() {
        return all;
    }

    /// A new one, or one in the place of that with the same id. It is not started yet.
    Forward put(WantedForward wanted) {
        Forward forward = new Forward(wanted, around, observer);
        forwards.put(wanted.id(), forward);
        all = List.copyOf(forwards.values());
        return forward;
    }

    void remove(Forward forward) {
        forwards.remove(forward.wanted().id());
        all = List.copyOf(forwards.values());
    }

    /// Nothing becomes durable from now on, so that whoever waited for the lock meanwhile cannot make an emptied table
    /// all that is wanted.
    ///
    /// @return the forwards there were
    List<Forward> end() {
        List<Forward> last = all;
        over = true;
        forwards.clear();
        all = List.of();
        return last;
    }

    boolean has(Forward forward) {
        return forward.equals(forwards.get(forward.wanted().id()));
    }

    String newId() {
        String id;
        do {
            id = "pf-%08x".formatted(around.random().nextInt());
        } while (forwards.containsKey(id));
        return id;
    }

    /// Those of forwards that have ended are free.
    Set<String> names() {
        return forwards.values().stream()
                .filter(forward -> !(forward.state() instanceof SessionState.Closed))
                .map(forward -> forward.wanted().name())
                .collect(Collectors.toSet());
    }

    /// All by their names, for whoever asks for many.
    Map<String, Forward> byName() {
        Map<String, Forward> named = new HashMap<>();
        forwards.values().forEach(forward -> named.putIfAbsent(forward.wanted().name(), forward));
        return named;
    }

    private @Nullable Forward named(String name) {
        for (Forward forward : forwards.values()) {
            if (forward.wanted().name().equals(name)) {
                return forward;
            }
        }
        return null;
    }

    /// Local ports that belong to forwards, which may not listen at the moment, and the forward's name.
    Map<LocalPort, String> promised() {
        Map<LocalPort, String> promised = new LinkedHashMap<>();
        for (WantedForward wanted : wanted(forwards.values())) {
            wanted.localPorts().forEach(port -> promised.put(port, wanted.name()));
        }
        return promised;
    }

    /// A forward that has ended by itself is shown until it is stopped, but it is not wanted any more.
    static List<WantedForward> wanted(Collection<Forward> some) {
        return some.stream()
                .filter(forward -> !(forward.state() instanceof SessionState.Closed))
                .map(Forward::wanted)
                .toList();
    }

    /// Makes this durable as all that is wanted.
    ///
    /// @param undone what did not happen when it fails
    void write(Collection<WantedForward> wanted, String undone) throws RpcException {
        if (over) {
            throw new RpcException(ErrorCode.NOT_RUNNING, undone + ", because the agent is ending", "kecs start");
        }
        try {
            config.write(List.copyOf(wanted));
        } catch (IOException e) {
            throw new RpcException(ErrorCode.FAILED, undone + ", because config.yaml cannot be written: " + e);
        }
    }

    /// All that are named by id or name; when one is unknown, none.
    List<Forward> find(Collection<String> idsOrNames) throws RpcException {
        List<String> unknown = new ArrayList<>();
        List<Forward> found = new ArrayList<>();
        for (String wish : idsOrNames) {
            Forward byId = forwards.get(wish);
            Forward match = byId == null ? named(wish) : byId;
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
}
