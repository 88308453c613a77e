package dev.kecs.server.control;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.cluster.RouteHost;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.protocol.traefik.TraefikPort;
import dev.kecs.protocol.traefik.TraefikPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The host ports of clusters, and whether somebody listens there. Any thread may ask.
///
/// @param look what is found at a port
record TraefikPortList(Stores stores, IntFunction<Found> look) {
    private static final int TIMEOUT_MILLIS = 500;

    /// @param word as in [TraefikPort#state]
    /// @param message as in [TraefikPort#message]
    record Found(String word, @Nullable String message) {
        private static final Found LISTENING = new Found("listening", null);

        private static Found silent(String message) {
            return new Found("silent", message);
        }
    }

    /// Asks kecs-agent where it stands for Traefik, and the port itself elsewhere.
    static TraefikPortList of(Stores stores, RoutedPorts routed) {
        return new TraefikPortList(
                stores, routed.routed() ? port -> reported(routed, port) : port -> connected(port, accepts(port)));
    }

    private static Found reported(RoutedPorts routed, int port) {
        return routed.reported(port)
                .map(said -> said.problem() == null ? Found.LISTENING : new Found("taken", said.problem()))
                .orElseGet(() -> Found.silent("kecs-agent, which listens there, does not run: kecs start"));
    }

    static Found connected(int port, boolean accepts) {
        return accepts ? Found.LISTENING : Found.silent("nobody listens at port " + port);
    }

    TraefikPorts list() {
        return new TraefikPorts(stores.clusters().all().stream()
                .filter(cluster -> cluster.ingressPort().isPresent())
                .sorted(Comparator.comparingInt(cluster -> cluster.ingressPort().orElseThrow()))
                .map(this::port)
                .toList());
    }

    private TraefikPort port(Cluster cluster) {
        int port = cluster.ingressPort().orElseThrow();
        Found found = cluster.status() == ClusterStatus.ACTIVE
                ? look.apply(port)
                : new Found(cluster.status().name(), null);
        return new TraefikPort(
                cluster.arn().name(),
                cluster.arn().scope().region(),
                port,
                "http://localhost:" + port,
                found.word(),
                found.message(),
                found.equals(Found.LISTENING) ? routes(cluster, port) : List.of());
    }

    private List<String> routes(Cluster cluster, int port) {
        return stores.services().inCluster(cluster.arn()).stream()
                .filter(service -> service.status() == ServiceStatus.ACTIVE)
                .flatMap(service -> RouteHost.of(service.arn()).stream())
                .map(host -> "http://" + host + ":" + port + "/")
                .sorted()
                .toList();
    }

    /// Loopback answers at once, one way or the other.
    static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
