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
import java.util.function.IntPredicate;

/// The host ports of clusters, and whether somebody listens there. Any thread may ask.
///
/// @param listens whether a connection to a port of 127.0.0.1 is accepted
record TraefikPortList(Stores stores, IntPredicate listens) {
    private static final String LISTENING = "listening";
    private static final int TIMEOUT_MILLIS = 500;

    TraefikPorts list() {
        return new TraefikPorts(stores.clusters().all().stream()
                .filter(cluster -> cluster.ingressPort().isPresent())
                .sorted(Comparator.comparingInt(cluster -> cluster.ingressPort().orElseThrow()))
                .map(this::port)
                .toList());
    }

    private TraefikPort port(Cluster cluster) {
        int port = cluster.ingressPort().orElseThrow();
        String state = state(cluster.status(), port);
        return new TraefikPort(
                cluster.arn().name(),
                cluster.arn().scope().region(),
                port,
                "http://localhost:" + port,
                state,
                state.equals(LISTENING) ? routes(cluster, port) : List.of());
    }

    private List<String> routes(Cluster cluster, int port) {
        return stores.services().inCluster(cluster.arn()).stream()
                .filter(service -> service.status() == ServiceStatus.ACTIVE)
                .flatMap(service -> RouteHost.of(service.arn()).stream())
                .map(host -> "http://" + host + ":" + port + "/")
                .sorted()
                .toList();
    }

    private String state(ClusterStatus status, int port) {
        if (status != ClusterStatus.ACTIVE) {
            return status.name();
        }
        return listens.test(port) ? LISTENING : "silent";
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
