package dev.kecs.testkit.engine;

import dev.kecs.ecs.cluster.IngressPorts;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Ingress ports that nobody listens at: off until [#offer] says which there are, then the lowest free one
/// first. Thread-safe.
public final class FakeIngressPorts implements IngressPorts {
    private final Map<ClusterArn, Integer> leased = new LinkedHashMap<>();
    private int first;
    private int last = -1;

    /// Clusters get ports from now on.
    public synchronized void offer(int firstPort, int lastPort) {
        first = firstPort;
        last = lastPort;
    }

    /// Who has which.
    public synchronized Map<ClusterArn, Integer> leased() {
        return Map.copyOf(leased);
    }

    @Override
    public synchronized OptionalInt lease(ClusterArn cluster) {
        if (last < first) {
            return OptionalInt.empty();
        }
        Integer there = leased.get(cluster);
        return OptionalInt.of(there == null ? leaseFrom(cluster, first) : there);
    }

    private int leaseFrom(ClusterArn cluster, int from) {
        for (int port = from; port <= last; port++) {
            if (!leased.containsValue(port)) {
                leased.put(cluster, port);
                return port;
            }
        }
        throw new EcsException(new EcsFailure.Client("failed to find available port for Traefik: all are taken"));
    }

    @Override
    public synchronized OptionalInt leaseInstead(ClusterArn cluster, int taken) {
        leased.remove(cluster);
        return OptionalInt.of(leaseFrom(cluster, taken + 1));
    }

    @Override
    public synchronized boolean keep(ClusterArn cluster, int port) {
        boolean others = leased.entrySet().stream()
                .anyMatch(each -> each.getValue() == port && !each.getKey().equals(cluster));
        if (!others) {
            leased.put(cluster, port);
        }
        return !others;
    }

    @Override
    public synchronized void release(ClusterArn cluster) {
        leased.remove(cluster);
    }

    @Override
    public synchronized void releaseAllBut(Set<ClusterArn> clusters) {
        leased.keySet().retainAll(clusters);
    }
}
