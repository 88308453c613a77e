package dev.kecs.ecs.engine.environment;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.name.ClusterArn;
import java.util.OptionalInt;

/// Lets tasks with a network of their own reach AWS's services, which are on this host's loopback otherwise. Any thread
/// may call it.
public interface HostDoors {
    /// What the address is called in tasks.
    String NAME = "kecs.internal";

    /// Nothing is there to be reached.
    HostDoors NONE = new HostDoors() {
        @Override
        public OptionalInt open(ClusterArn cluster, String address) {
            return OptionalInt.empty();
        }

        @Override
        public void close(ClusterArn cluster) {}
    };

    /// Serves a cluster at an address of this host that its tasks reach, and at no other; repeated, it is the same.
    ///
    /// @return the port; empty when there is nothing to be served
    /// @throws EngineException when it cannot be served there now
    OptionalInt open(ClusterArn cluster, String address);

    /// Serves the cluster no more.
    void close(ClusterArn cluster);
}
