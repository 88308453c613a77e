package dev.kecs.server.ingress;

import dev.kecs.ecs.cluster.IngressPorts;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.hostports.ClusterPorts;
import dev.kecs.hostports.ClusterPorts.Owner;
import dev.kecs.hostports.NoFreePortException;
import dev.kecs.hostports.PortRange;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Ingress ports leased from those of this host. Stateless besides the leases; any thread may call it.
///
/// @param instance the instance's name, for the messages of others
public record LeasedIngressPorts(ClusterPorts ports, String instance, Rules rules) implements IngressPorts {
    private static final int LONGEST_NAME = 100;

    /// @param enabled whether new clusters get a port; those that have one keep it in any case
    /// @param fixed the only port there is; empty for the lowest free one of `range`
    public record Rules(boolean enabled, OptionalInt fixed, PortRange range) {
        /// A hundred ports from 8090.
        public static final PortRange USUAL = PortRange.from(8090, 100);

        private PortRange allowed() {
            return fixed.isPresent() ? PortRange.from(fixed.getAsInt(), 1) : range;
        }
    }

    @Override
    public OptionalInt lease(ClusterArn cluster) {
        return rules.enabled() ? OptionalInt.of(lease(cluster, rules.allowed())) : OptionalInt.empty();
    }

    private int lease(ClusterArn cluster, PortRange range) {
        try {
            return ports.lease(owner(cluster), range);
        } catch (NoFreePortException none) {
            throw refusal(String.valueOf(none.getMessage()));
        }
    }

    /// A client's failure, though nothing is wrong with the request: SDKs repeat what failed as a server's, and
    /// repeating this frees no port.
    private EcsException refusal(String why) {
        String advice = rules.fixed().isPresent()
                ? ". traefik.port in kecs.yaml asks for this one: set another, or none for the lowest free one"
                : ". Delete a cluster that is not needed any more, or end one of these programs";
        return new EcsException(new EcsFailure.Client("failed to find available port for Traefik: " + why + advice));
    }

    @Override
    public OptionalInt leaseInstead(ClusterArn cluster, int taken) {
        ports.release(owner(cluster));
        PortRange allowed = rules.allowed();
        if (!allowed.contains(taken)) {
            return OptionalInt.of(lease(cluster, allowed));
        }
        if (taken == allowed.last()) {
            throw refusal("port " + taken + " was taken by another program before the cluster could listen there"
                    + (allowed.first() == allowed.last() ? "" : ", and it is the last of " + allowed));
        }
        return OptionalInt.of(lease(cluster, new PortRange(taken + 1, allowed.last())));
    }

    @Override
    public boolean keep(ClusterArn cluster, int port) {
        return ports.keep(owner(cluster), port);
    }

    @Override
    public void release(ClusterArn cluster) {
        ports.release(owner(cluster));
    }

    @Override
    public void releaseAllBut(Set<ClusterArn> clusters) {
        ports.releaseAllBut(clusters.stream().map(LeasedIngressPorts::key).collect(Collectors.toSet()));
    }

    private Owner owner(ClusterArn cluster) {
        return new Owner(
                key(cluster),
                "cluster " + cluster.name() + " of instance " + instance + " ("
                        + cluster.scope().region() + ")");
    }

    /// File names have an end where clusters' names go on.
    private static String key(ClusterArn cluster) {
        String name = cluster.name().length() <= LONGEST_NAME
                ? cluster.name()
                : cluster.name().substring(0, LONGEST_NAME) + "."
                        + UUID.nameUUIDFromBytes(cluster.name().getBytes(StandardCharsets.UTF_8));
        return cluster.scope().region() + "." + cluster.scope().account() + "." + name;
    }
}
