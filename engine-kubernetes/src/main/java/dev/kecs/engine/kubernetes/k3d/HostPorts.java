package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.hostports.AddressLeases;
import dev.kecs.hostports.ClusterPorts;
import dev.kecs.hostports.ClusterPorts.Owner;
import dev.kecs.hostports.LeaseDirectory;
import dev.kecs.hostports.NoFreePortException;
import dev.kecs.hostports.PortProtocol;
import dev.kecs.hostports.PortRange;
import dev.kecs.hostports.PublishedPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// Host ports leased for what Kubernetes clusters publish, each for one purpose: the API server, or a node port. A
/// lease lasts until its cluster is gone, over restarts too. Thread-safe.
final class HostPorts {
    /// Below the ports from which systems choose client ports, so that those rarely are in the way (a KECS decision).
    static final PortRange RANGE = PortRange.from(28_000, 4_000);

    private final Path owners;
    private final PublishedPorts published;
    private final ClusterPorts ports;
    // What containers publish, asked once for many leases.
    private Map<Integer, String> containers = Map.of();

    /// @param owners this instance's directory for the owners of leases; made when it is missing
    /// @param free whether a port can be bound now
    HostPorts(LeaseDirectory leases, Path owners, PublishedPorts published, IntPredicate free) {
        this.owners = owners;
        this.published = published;
        this.ports = new ClusterPorts(leases, owners, () -> containers, free);
    }

    /// Whether Docker can publish it now, by TCP and by UDP: what it is for is not known when it is leased.
    static boolean bindable(int port) {
        return ClusterPorts.bindable(port)
                && PortProtocol.UDP.canBind(AddressLeases.EVERY_ADDRESS, port)
                && PortProtocol.UDP.canBind("127.0.0.1", port);
    }

    /// One port for each purpose; a purpose that has one keeps it.
    ///
    /// @throws EngineException when all are taken
    synchronized List<Integer> lease(K3dName cluster, List<String> purposes) {
        containers = purposes.isEmpty() ? containers : published.now();
        return purposes.stream().map(purpose -> lease(owner(cluster, purpose))).toList();
    }

    private int lease(Owner owner) {
        try {
            return ports.lease(owner, RANGE);
        } catch (NoFreePortException none) {
            throw new EngineException("No host port is free for " + owner.description() + ": " + none.getMessage());
        }
    }

    /// Holds on to a port that Docker has been told to publish.
    ///
    /// @return false when somebody else has leased it meanwhile
    synchronized boolean keep(K3dName cluster, String purpose, int port) {
        return ports.keep(owner(cluster, purpose), port);
    }

    synchronized void release(K3dName cluster, String purpose) {
        ports.release(owner(cluster, purpose));
    }

    synchronized void releaseAll(K3dName cluster) {
        try (Stream<Path> all = Files.list(owners)) {
            all.map(each -> String.valueOf(each.getFileName()))
                    .filter(key -> key.startsWith(key(cluster, "")))
                    .toList()
                    .forEach(key -> ports.release(new Owner(key, "")));
        } catch (NoSuchFileException none) {
            // Nothing was ever leased.
        } catch (IOException failure) {
            throw new EngineException("Cannot give back the ports of " + cluster + ": " + failure, failure);
        }
    }

    private static Owner owner(K3dName cluster, String purpose) {
        return new Owner(key(cluster, purpose), "Kubernetes cluster " + cluster);
    }

    /// Names of clusters have no dots.
    private static String key(K3dName cluster, String purpose) {
        return cluster + "." + purpose;
    }
}
