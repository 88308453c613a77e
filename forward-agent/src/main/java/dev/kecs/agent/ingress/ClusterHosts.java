package dev.kecs.agent.ingress;

import dev.kecs.agent.gateway.Backend;
import dev.kecs.agent.gateway.Hosts;
import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.protocol.traefik.RoutedCluster;
import dev.kecs.protocol.traefik.ServiceRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hosts of one cluster's port: its services, each with a forward that is opened when it is asked for first, and
/// this computer's own names, which mean the AWS emulator. Any thread may call it.
final class ClusterHosts implements Hosts, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterHosts.class);
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1");
    private static final String EMULATOR = "the AWS emulator";
    private static final int HTTP = 80;

    private final Surroundings around;
    private final Supplier<Set<LocalPort>> promised;

    // Guarded by `this`.
    private final Map<String, HiddenForward> open = new HashMap<>();
    private final Map<String, ServiceRoute> routes = new HashMap<>();
    private RoutedCluster cluster;
    private @Nullable String emulator;
    private boolean closed;

    ClusterHosts(Surroundings around, Supplier<Set<LocalPort>> promised, RoutedCluster cluster) {
        this.around = around;
        this.promised = promised;
        this.cluster = cluster;
    }

    /// Follows what there is now. What leads elsewhere than before is closed.
    void follow(RoutedCluster now, @Nullable String emulatorNow) {
        List<HiddenForward> gone = new ArrayList<>();
        synchronized (this) {
            cluster = now;
            emulator = emulatorNow;
            routes.clear();
            now.routes().forEach(route -> routes.putIfAbsent(route.host(), route));
            for (Iterator<HiddenForward> all = open.values().iterator(); all.hasNext(); ) {
                HiddenForward forward = all.next();
                if (!forward.route().equals(routes.get(forward.route().host()))) {
                    all.remove();
                    gone.add(forward);
                }
            }
        }
        gone.forEach(HiddenForward::close);
    }

    void woke() {
        List<HiddenForward> all;
        synchronized (this) {
            all = List.copyOf(open.values());
        }
        all.forEach(HiddenForward::woke);
    }

    @Override
    public synchronized Optional<Backend> find(String host) {
        String name = Hosts.name(host);
        if (OWN_NAMES.contains(name)) {
            return Optional.ofNullable(emulator).flatMap(ClusterHosts::plain);
        }
        ServiceRoute route = routes.get(name);
        if (route == null || closed) {
            return Optional.empty();
        }
        HiddenForward there = open.get(name);
        if (there != null) {
            return Optional.of(there.backend());
        }
        try {
            HiddenForward forward = HiddenForward.open(cluster, route, around, promised.get());
            open.put(name, forward);
            return Optional.of(forward.backend());
        } catch (IOException failure) {
            LOG.warn("no forward to {}", name, failure);
            return Optional.empty();
        }
    }

    /// Only HTTP without TLS is carried.
    private static Optional<Backend> plain(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            return Optional.empty();
        }
        int port = uri.getPort() > 0 ? uri.getPort() : HTTP;
        try {
            return Optional.of(
                    new Backend(EMULATOR, new InetSocketAddress(InetAddress.ofLiteral(uri.getHost()), port)));
        } catch (IllegalArgumentException named) {
            return uri.getHost().equals("localhost")
                    ? Optional.of(new Backend(EMULATOR, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                    : Optional.empty();
        }
    }

    @Override
    public synchronized String unknown(String host, int port) {
        if (OWN_NAMES.contains(Hosts.name(host))) {
            return "'" + host + "' means the AWS emulator here, "
                    + (emulator == null
                            ? "and none is ready; look: kecs status\n"
                            : "which is reached at " + emulator + " itself.\n");
        }
        StringBuilder text =
                new StringBuilder("No service of cluster " + cluster.name() + " is reached as '" + host + "'.\n");
        routes.keySet().stream()
                .sorted()
                .forEach(known -> text.append("http://")
                        .append(known)
                        .append(':')
                        .append(port)
                        .append("/\n"));
        return text.toString();
    }

    @Override
    public synchronized String waiting(Backend backend) {
        HiddenForward forward = open.get(backend.name());
        if (forward != null) {
            return backend.name() + " is " + forward.condition() + "\n";
        }
        return backend.name().equals(EMULATOR)
                ? "The AWS emulator does not answer at " + emulator + "; look: kecs status\n"
                : backend.name() + " was deleted.\n";
    }

    /// All its forwards end.
    @Override
    public void close() {
        List<HiddenForward> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open.values());
            open.clear();
        }
        all.forEach(HiddenForward::close);
    }
}
