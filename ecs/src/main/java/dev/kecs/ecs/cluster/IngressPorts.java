package dev.kecs.ecs.cluster;

import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.name.ClusterArn;
import java.util.OptionalInt;
import java.util.Set;

/// Host ports at which the HTTP routes of clusters are reached, each leased to one cluster. Called from any
/// thread, never inside a store's step: a lease may wait for other instances.
public interface IngressPorts {
    /// Gives nobody a port.
    IngressPorts NONE = new IngressPorts() {
        @Override
        public OptionalInt lease(ClusterArn cluster) {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt leaseInstead(ClusterArn cluster, int taken) {
            return OptionalInt.empty();
        }

        @Override
        public boolean keep(ClusterArn cluster, int port) {
            return true;
        }

        @Override
        public void release(ClusterArn cluster) {}

        @Override
        public void releaseAllBut(Set<ClusterArn> clusters) {}
    };

    /// The cluster's port; a cluster that has one already gets that. Empty when clusters shall have none.
    ///
    /// @throws EcsException when no port is free, saying who holds what
    OptionalInt lease(ClusterArn cluster);

    /// Another port, since somebody else has listened at `taken` before the cluster could.
    ///
    /// @throws EcsException when none is left
    OptionalInt leaseInstead(ClusterArn cluster, int taken);

    /// Holds on to a port that the cluster was given before.
    ///
    /// @return false when somebody else has leased it meanwhile
    boolean keep(ClusterArn cluster, int port);

    /// Gives the cluster's port back, if it has one.
    void release(ClusterArn cluster);

    /// Gives back what was leased to any other cluster of this instance: by a control plane that was killed
    /// before it had stored the cluster.
    void releaseAllBut(Set<ClusterArn> clusters);
}
