package dev.kecs.agent.ingress;

import dev.kecs.agent.gateway.Gateway;
import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.port.PortTakenException;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.agent.target.Routes;
import dev.kecs.protocol.target.Transport;
import dev.kecs.protocol.traefik.RouteReport;
import dev.kecs.protocol.traefik.RouteTable;
import dev.kecs.protocol.traefik.RoutedCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "gateways", which brings a gateway to every port that kecs-server tells of, and to no other. A port that
/// another program has is tried again and again. While the server is away, what it said last counts. Nothing of a
/// gateway is loaded before there is a port for one.
public final class ClusterGateways implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterGateways.class);
    private static final long BETWEEN_TRIES_MILLIS = 1000;

    private final Surroundings around;
    private final Supplier<Set<LocalPort>> promised;
    private final Routes source;
    private final BlockingQueue<RouteTable> news = new LinkedBlockingQueue<>();
    private final Map<Integer, Served> served = new ConcurrentHashMap<>();
    private final Thread thread = Thread.ofVirtual().name("gateways").unstarted(this::run);
    private volatile boolean closed;

    // Owned by the thread "gateways".
    private RouteTable wanted = RouteTable.EMPTY;
    private final Map<Integer, String> problems = new TreeMap<>();

    private record Served(Gateway gateway, ClusterHosts hosts) {}

    /// @param promised local ports that belong to forwards
    public ClusterGateways(Surroundings around, Supplier<Set<LocalPort>> promised, Routes source) {
        this.around = around;
        this.promised = promised;
        this.source = source;
    }

    public void start() {
        thread.start();
        source.route(news::add);
    }

    /// Holds nothing back any more; any thread may call.
    public void woke() {
        served.values().forEach(each -> each.hosts().woke());
    }

    private void run() {
        try {
            while (!closed) {
                RouteTable told =
                        problems.isEmpty() ? news.take() : news.poll(BETWEEN_TRIES_MILLIS, TimeUnit.MILLISECONDS);
                if (!closed) {
                    bringAbout(told);
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param told null when nothing new was told, and only what failed is tried again
    private void bringAbout(@Nullable RouteTable told) {
        for (RouteTable newer = told; newer != null; newer = news.poll()) {
            wanted = newer;
        }
        Map<Integer, String> before = Map.copyOf(problems);
        try {
            follow();
        } catch (RuntimeException defect) {
            // The next table counts all the same.
            LOG.error("following {} failed", wanted, defect);
        }
        if (told != null || !before.equals(problems)) {
            source.report(report());
        }
    }

    private void follow() {
        Set<Integer> gone = new HashSet<>(served.keySet());
        wanted.clusters().forEach(cluster -> gone.remove(cluster.port()));
        gone.forEach(this::end);
        problems.clear();
        for (RoutedCluster cluster : wanted.clusters()) {
            serve(cluster, wanted.awsEmulator());
        }
    }

    private void serve(RoutedCluster cluster, @Nullable String emulator) {
        Served there = served.get(cluster.port());
        if (there != null) {
            there.hosts().follow(cluster, emulator);
            return;
        }
        ClusterHosts hosts = new ClusterHosts(around, promised, cluster);
        hosts.follow(cluster, emulator);
        try {
            // Costs less than a gateway, and tells who has the port.
            around.ports()
                    .bind(new LocalPort(cluster.port(), Transport.TCP), List.of("127.0.0.1"))
                    .release();
            served.put(cluster.port(), new Served(Gateway.start(cluster.port(), hosts), hosts));
            LOG.info("cluster {} is served at port {}", cluster.name(), cluster.port());
        } catch (PortTakenException | IOException taken) {
            problems.put(cluster.port(), String.valueOf(taken.getMessage()));
        }
    }

    private void end(int port) {
        Served over = served.remove(port);
        if (over != null) {
            over.gateway().close();
            over.hosts().close();
            LOG.info("port {} is given up", port);
        }
    }

    private RouteReport report() {
        List<RouteReport.Port> ports = new ArrayList<>();
        served.keySet().forEach(port -> ports.add(new RouteReport.Port(port, null)));
        problems.forEach((port, problem) -> ports.add(new RouteReport.Port(port, problem)));
        return new RouteReport(ports);
    }

    /// Gives up all ports.
    @Override
    public void close() {
        closed = true;
        news.add(RouteTable.EMPTY);
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        List.copyOf(served.keySet()).forEach(this::end);
    }
}
