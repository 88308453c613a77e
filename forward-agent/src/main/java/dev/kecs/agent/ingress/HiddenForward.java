package dev.kecs.agent.ingress;

import dev.kecs.agent.gateway.Backend;
import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.port.PortTakenException;
import dev.kecs.agent.session.Session;
import dev.kecs.agent.session.SessionObserver;
import dev.kecs.agent.session.SessionPlan;
import dev.kecs.agent.session.SessionState;
import dev.kecs.agent.session.StateWords;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import dev.kecs.protocol.traefik.RoutedCluster;
import dev.kecs.protocol.traefik.ServiceRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A forward to one service, public or not, that is in no list and no file, at a local port of its own choice: it
/// holds, limits and
/// resets as all others do. Any thread may call it.
final class HiddenForward implements SessionObserver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HiddenForward.class);
    private static final List<String> ADDRESSES = List.of("127.0.0.1");

    private final ServiceRoute route;
    private final Session session;
    private final Backend backend;

    private HiddenForward(ServiceRoute route, Resolve question, BoundPort bound, Surroundings around) {
        this.route = route;
        backend = new Backend(
                route.host(),
                new InetSocketAddress(
                        InetAddress.ofLiteral(ADDRESSES.getFirst()),
                        bound.port().number()));
        session = new Session(
                new SessionPlan(route.host(), question, bound.port(), ADDRESSES, ForwardOptions.USUAL), around, this);
    }

    /// Returns at once; it becomes ready meanwhile.
    ///
    /// @param promised local ports that it must not take
    static HiddenForward open(RoutedCluster cluster, ServiceRoute route, Surroundings around, Set<LocalPort> promised)
            throws IOException {
        Resolve question =
                Resolve.ingress(new Target.OfService(cluster.cluster(), route.service()), route.targetPort());
        try {
            BoundPort bound = around.ports().bindAny(Transport.TCP, ADDRESSES, promised);
            HiddenForward forward = new HiddenForward(route, question, bound, around);
            forward.session.start(bound);
            return forward;
        } catch (PortTakenException taken) {
            throw new IOException(taken.getMessage(), taken);
        }
    }

    ServiceRoute route() {
        return route;
    }

    Backend backend() {
        return backend;
    }

    /// One sentence.
    String condition() {
        SessionState state = session.state();
        String message = StateWords.message(state);
        return StateWords.word(state).word() + (message == null ? "" : ": " + message);
    }

    void woke() {
        session.retry();
    }

    @Override
    public void stateChanged(Session session, SessionState from, SessionState to) {
        LOG.info("{}: {}", route.host(), condition());
    }

    @Override
    public void probed(Session session) {}

    @Override
    public void noted(Session session, String line) {
        LOG.info("{}: {}", route.host(), line);
    }

    /// Its port is free when this returns. Not to be called on the sessions' thread.
    @Override
    public void close() {
        session.close();
    }
}
