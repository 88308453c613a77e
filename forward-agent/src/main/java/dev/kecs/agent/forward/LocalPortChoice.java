package dev.kecs.agent.forward;

import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.port.LocalPorts;
import dev.kecs.agent.port.PortTakenException;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses and binds the local ports of one new forward: all, or none.
final class LocalPortChoice {
    private static final int LOWEST_UNPRIVILEGED = 1024;
    private static final int HIGHEST = 65_535;
    private static final int MOST_TRIED = 2000;

    private final LocalPorts ports;
    private final ForwardRequest request;

    /// Local ports that belong to forwards, which may not listen at the moment, and the forward's name.
    private final Map<LocalPort, String> promised;

    /// Local ports that may be chosen and are bound later, because the forwards that listen there end first.
    private final Set<LocalPort> leaving;

    private final List<@Nullable BoundPort> bound = new ArrayList<>();
    private final List<LocalPort> chosen = new ArrayList<>();

    LocalPortChoice(LocalPorts ports, ForwardRequest request, Map<LocalPort, String> promised, Set<LocalPort> leaving) {
        this.ports = ports;
        this.request = request;
        this.promised = new LinkedHashMap<>(promised);
        this.leaving = Set.copyOf(leaving);
    }

    /// What was chosen for each of the request's ports, and the sockets; without sockets where the port is
    /// waited for.
    record Chosen(List<LocalPort> localPorts, List<@Nullable BoundPort> bound) {
        Chosen {
            localPorts = List.copyOf(localPorts);
            bound = Collections.unmodifiableList(new ArrayList<>(bound));
        }

        /// Gives the sockets back, because there will be no forward.
        void release() {
            for (BoundPort port : bound) {
                if (port != null) {
                    port.release();
                }
            }
        }
    }

    /// What is known of one of the request's ports.
    ///
    /// @param targetPort the container port; null while it is unknown
    /// @param transport as wished, else as the target says, else TCP
    /// @param own the local port that is the forward's already: it is bound later
    private record Known(
            @Nullable Integer targetPort,
            Transport transport,
            @Nullable LocalPort own) {
        static Known of(PortPair wish, @Nullable Snapshot told, @Nullable LocalPort kept) {
            Transport said = told == null ? null : told.protocol();
            Transport fallback = kept == null ? Transport.TCP : kept.transport();
            Transport transport =
                    Objects.requireNonNullElse(wish.protocol(), Objects.requireNonNullElse(said, fallback));
            return new Known(
                    told == null ? null : told.targetPort(),
                    transport,
                    kept != null && kept.transport() == transport ? kept : null);
        }
    }

    /// @param told for each of the request's ports what kecs-server said; empty when it was not asked
    /// @param kept for each the local port that may be kept; empty when there is none
    Chosen bind(List<Snapshot> told, List<@Nullable LocalPort> kept) throws RpcException {
        boolean done = false;
        try {
            for (int i = 0; i < request.ports().size(); i++) {
                PortPair wish = request.ports().get(i);
                Known known =
                        Known.of(wish, i < told.size() ? told.get(i) : null, i < kept.size() ? kept.get(i) : null);
                LocalPort own = known.own();
                if (own == null) {
                    choose(wish, known);
                } else {
                    leave(own);
                }
            }
            done = true;
            return new Chosen(chosen, bound);
        } catch (PortTakenException e) {
            throw new RpcException(
                    ErrorCode.CONFLICT,
                    e.getMessage(),
                    "choose another with --local-port, 0 for any, or say --on-conflict next or wait");
        } catch (IllegalArgumentException | IOException e) {
            throw new RpcException(ErrorCode.FAILED, String.valueOf(e.getMessage()));
        } finally {
            if (!done) {
                new Chosen(chosen, bound).release();
            }
        }
    }

    private void choose(PortPair pair, Known known) throws PortTakenException, IOException, RpcException {
        Integer wish = pair.localPort();
        Integer targetPort = known.targetPort();
        if (wish != null && wish != 0) {
            fixed(new LocalPort(wish, known.transport()));
            return;
        }
        LocalPort same = wish == null && targetPort != null && targetPort >= LOWEST_UNPRIVILEGED
                ? new LocalPort(targetPort, known.transport())
                : null;
        if (same == null || promised.containsKey(same)) {
            any(known.transport());
            return;
        }
        try {
            obtain(same);
        } catch (PortTakenException e) {
            any(known.transport());
        }
    }

    private void any(Transport transport) throws PortTakenException, IOException {
        take(ports.bindAny(transport, request.addresses(), promised.keySet()));
    }

    private void fixed(LocalPort wish) throws PortTakenException, IOException, RpcException {
        switch (request.options().onConflict()) {
            case FAIL -> {
                refusePromised(wish);
                obtain(wish);
            }
            case WAIT -> {
                refusePromised(wish);
                try {
                    obtain(wish);
                } catch (PortTakenException e) {
                    leave(wish);
                }
            }
            case NEXT -> next(wish);
        }
    }

    private void refusePromised(LocalPort port) throws RpcException {
        String owner = promised.get(port);
        if (owner != null) {
            throw new RpcException(
                    ErrorCode.CONFLICT,
                    "port " + port + " belongs to the forward '" + owner + "'",
                    "kecs port-forward stop " + owner);
        }
    }

    private void next(LocalPort wish) throws PortTakenException, IOException {
        int last = Math.min(HIGHEST, wish.number() + MOST_TRIED);
        for (int number = wish.number(); number <= last; number++) {
            LocalPort port = new LocalPort(number, wish.transport());
            if (!promised.containsKey(port)) {
                try {
                    obtain(port);
                    return;
                } catch (PortTakenException e) {
                    // The next one, then.
                }
            }
        }
        throw new IOException("no port from " + wish + " to " + last + " is free");
    }

    private void obtain(LocalPort port) throws PortTakenException, IOException {
        if (leaving.contains(port)) {
            leave(port);
        } else {
            take(ports.bind(port, request.addresses()));
        }
    }

    /// The forward's session will bind it, and wait for it while somebody else has it.
    private void leave(LocalPort port) {
        bound.add(null);
        remember(port);
    }

    private void take(BoundPort taken) {
        bound.add(taken);
        remember(taken.port());
    }

    private void remember(LocalPort port) {
        chosen.add(port);
        promised.put(port, String.valueOf(request.name()));
    }
}
