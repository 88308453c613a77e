package dev.kecs.server.control;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.cluster.RouteHost;
import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.traefik.RouteReport;
import dev.kecs.protocol.traefik.RouteTable;
import dev.kecs.protocol.traefik.RoutedCluster;
import dev.kecs.protocol.traefik.ServiceRoute;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells kecs-agent at which host ports it stands for clusters' Traefik, and hears whether it does; where the engine
/// has Traefik itself, that there is none. Any thread may call it; what is told is found out by one thread at a time.
public final class RoutedPorts {
    private final Stores stores;
    private final Supplier<@Nullable String> emulator;
    private final boolean routed;
    private final boolean expected;
    private final Map<RpcConnection, Watcher> watchers = new ConcurrentHashMap<>();
    private final Coalesced telling = new Coalesced("routes", this::tell);

    /// One connection of kecs-agent.
    private static final class Watcher {
        private final NewestSender<RouteTable> sender;
        // Owned by the thread that tells.
        private @Nullable RouteTable told;
        private volatile RouteReport report = new RouteReport(List.of());

        private Watcher(RpcConnection connection) {
            sender = new NewestSender<>("routes to the agent", connection, ControlMethods.ROUTES_TABLE);
        }
    }

    /// @param emulator the URL of the AWS emulator while it is ready; null otherwise
    /// @param routed whether kecs-agent is to listen at all
    /// @param expected whether new clusters will have a port
    public RoutedPorts(Stores stores, Supplier<@Nullable String> emulator, boolean routed, boolean expected) {
        this.stores = stores;
        this.emulator = emulator;
        this.routed = routed;
        this.expected = expected;
    }

    /// Something in the stores has changed.
    public void changed(Set<Arn> which) {
        if (which.stream().anyMatch(arn -> arn instanceof ClusterArn || arn instanceof ServiceArn)) {
            changed();
        }
    }

    /// Something else has changed.
    public void changed() {
        if (!watchers.isEmpty()) {
            telling.ask();
        }
    }

    void watch(RpcConnection connection) {
        watchers.put(connection, new Watcher(connection));
        connection.onEnd(() -> watchers.remove(connection));
        changed();
    }

    void report(RouteReport report, RpcConnection connection) {
        Watcher watcher = watchers.get(connection);
        if (watcher != null) {
            watcher.report = report;
        }
    }

    /// Whether kecs-agent stands for Traefik here.
    public boolean routed() {
        return routed;
    }

    /// Whether kecs-agent has, or soon will have, a port to listen at.
    public boolean wanted() {
        return routed && (expected || stores.clusters().all().stream().anyMatch(RoutedPorts::reached));
    }

    /// Whether kecs-agent has this port, so that whoever cannot bind it needs look no further.
    public boolean listens(int port) {
        return reported(port).filter(each -> each.problem() == null).isPresent();
    }

    /// What kecs-agent says of the port; empty when it does not run, or has not heard of the port yet.
    Optional<RouteReport.Port> reported(int port) {
        return watchers.values().stream()
                .flatMap(watcher -> watcher.report.ports().stream())
                .filter(each -> each.port() == port)
                .findFirst();
    }

    private void tell() {
        RouteTable now = table();
        for (Watcher watcher : watchers.values()) {
            if (!now.equals(watcher.told)) {
                watcher.told = now;
                watcher.sender.send(now);
            }
        }
    }

    private RouteTable table() {
        if (!routed) {
            return RouteTable.EMPTY;
        }
        List<RoutedCluster> clusters = stores.clusters().all().stream()
                .filter(RoutedPorts::reached)
                .map(cluster -> new RoutedCluster(
                        cluster.arn().toString(),
                        cluster.arn().name(),
                        cluster.ingressPort().orElseThrow(),
                        routes(cluster)))
                .sorted(Comparator.comparingInt(RoutedCluster::port))
                .toList();
        return new RouteTable(clusters, clusters.isEmpty() ? null : emulator.get());
    }

    private static boolean reached(Cluster cluster) {
        return cluster.status() == ClusterStatus.ACTIVE && cluster.ingressPort().isPresent();
    }

    private List<ServiceRoute> routes(Cluster cluster) {
        return stores.services().inCluster(cluster.arn()).stream()
                .filter(service -> service.status() == ServiceStatus.ACTIVE)
                .flatMap(this::route)
                .sorted(Comparator.comparing(ServiceRoute::host).thenComparing(ServiceRoute::service))
                .toList();
    }

    private Stream<ServiceRoute> route(Service service) {
        OptionalInt port = firstTcpPort(service);
        return port.isEmpty()
                ? Stream.empty()
                : RouteHost.of(service.arn()).stream()
                        .map(host -> new ServiceRoute(host, service.arn().toString(), port.getAsInt()));
    }

    private OptionalInt firstTcpPort(Service service) {
        return stores.taskDefinitions().find(service.spec().taskDefinition()).stream()
                .flatMap(found -> found.body().containerDefinitions().stream())
                .flatMap(container -> container.portMappings().stream())
                .filter(mapping -> !"udp".equals(mapping.protocolAsString()) && mapping.containerPort() != null)
                .mapToInt(mapping -> mapping.containerPort())
                .findFirst();
    }
}
