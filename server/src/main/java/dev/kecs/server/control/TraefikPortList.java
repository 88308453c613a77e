package dev.kecs.server.control;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.protocol.control.TraefikPort;
import dev.kecs.protocol.control.TraefikPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Comparator;
import java.util.function.IntPredicate;

/// The host ports of clusters, and whether somebody listens there. Any thread may ask.
///
/// @param listens whether a connection to a port of 127.0.0.1 is accepted
record TraefikPortList(Stores stores, IntPredicate listens) {
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
        return new TraefikPort(
                cluster.arn().name(),
                cluster.arn().scope().region(),
                port,
                "http://localhost:" + port,
                state(cluster.status(), port));
    }

    private String state(ClusterStatus status, int port) {
        if (status != ClusterStatus.ACTIVE) {
            return status.name();
        }
        return listens.test(port) ? "listening" : "silent";
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
