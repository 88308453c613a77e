package dev.kecs.agent.forward;

import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.port.LocalPorts;
import dev.kecs.agent.port.PortTakenException;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Chooses and binds the local ports of one new forward: all, or none.
final class LocalPortChoice {
    private static final int LOWEST_UNPRIVILEGED = 1024;
    private static final int HIGHEST = 65_535;

    private final LocalPorts ports;
    private final ForwardRequest request;

    /// Local ports that belong to forwards, which may not listen at the moment, and the forward's name.
    private final Map<Integer, String> promised;

    private final List<@Nullable BoundPort> bound = new ArrayList<>();
    private final List<Integer> chosen = new ArrayList<>();

    LocalPortChoice(LocalPorts ports, ForwardRequest request, Map<Integer, String> promised) {
        this.ports = ports;
        this.request = request;
        this.promised = new LinkedHashMap<>(promised);
    }

    /// What was chosen for each of the request's ports, and the sockets; without sockets where the port is
    /// waited for.
    record Chosen(List<Integer> localPorts, List<@Nullable BoundPort> bound) {
        Chosen {
            localPorts = List.copyOf(localPorts);
            bound = Collections.unmodifiableList(new ArrayList<>(bound));
        }

        /// Gives the sockets back, because there will be no forward.
        void release() {
            bound.forEach(LocalPortChoice::release);
        }
    }

    /// @param targetPorts for each of the request's ports the container port, where it is known
    /// @param kept for each the local port that is the forward's own already: it is bound later
    Chosen bind(List<@Nullable Integer> targetPorts, List<@Nullable Integer> kept) throws RpcException {
        boolean done = false;
        try {
            for (int i = 0; i < request.ports().size(); i++) {
                Integer own = kept.get(i);
                if (own == null) {
                    choose(request.ports().get(i), targetPorts.get(i));
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
                bound.forEach(LocalPortChoice::release);
            }
        }
    }

    private void choose(PortPair pair, @Nullable Integer targetPort)
            throws PortTakenException, IOException, RpcException {
        Integer wish = pair.localPort();
        if (wish != null && wish != 0) {
            fixed(wish);
        } else if (wish == null
                && targetPort != null
                && targetPort >= LOWEST_UNPRIVILEGED
                && !promised.containsKey(targetPort)) {
            try {
                take(ports.bind(targetPort, request.addresses()));
            } catch (PortTakenException e) {
                any();
            }
        } else {
            any();
        }
    }

    private void any() throws PortTakenException, IOException {
        take(ports.bindAny(request.addresses(), promised.keySet()));
    }

    private void fixed(int wish) throws PortTakenException, IOException, RpcException {
        switch (request.options().onConflict()) {
            case FAIL -> {
                refusePromised(wish);
                take(ports.bind(wish, request.addresses()));
            }
            case WAIT -> {
                refusePromised(wish);
                try {
                    take(ports.bind(wish, request.addresses()));
                } catch (PortTakenException e) {
                    leave(wish);
                }
            }
            case NEXT -> next(wish);
        }
    }

    private void refusePromised(int port) throws RpcException {
        String owner = promised.get(port);
        if (owner != null) {
            throw new RpcException(
                    ErrorCode.CONFLICT,
                    "port " + port + " belongs to the forward '" + owner + "'",
                    "kecs port-forward stop " + owner);
        }
    }

    private void next(int wish) throws PortTakenException, IOException {
        for (int port = wish; port <= HIGHEST; port++) {
            if (!promised.containsKey(port)) {
                try {
                    take(ports.bind(port, request.addresses()));
                    return;
                } catch (PortTakenException e) {
                    // The next one, then.
                }
            }
        }
        throw new IOException("no port from " + wish + " upwards is free");
    }

    /// The forward's session will bind it, and wait for it while somebody else has it.
    private void leave(int port) {
        bound.add(null);
        remember(port);
    }

    private void take(BoundPort taken) {
        bound.add(taken);
        remember(taken.port());
    }

    private void remember(int port) {
        chosen.add(port);
        promised.put(port, String.valueOf(request.name()));
    }

    private static void release(@Nullable BoundPort bound) {
        if (bound == null) {
            return;
        }
        for (ServerSocketChannel channel : bound.channels()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing a listening socket", e);
            }
        }
    }
}
