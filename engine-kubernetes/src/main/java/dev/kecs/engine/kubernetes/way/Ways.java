package dev.kecs.engine.kubernetes.way;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskPort;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How this host gets to the tasks of a place. Owned by the cluster's thread.
public interface Ways extends AutoCloseable {
    /// Where the ports of a task are reached now.
    List<PortBinding> to(ReachedTask task);

    /// Makes the ways that the task calls for, and takes those away that it needs no more.
    ///
    /// @throws KubernetesClientException when the API server does not take it
    default void keep(ReachedTask task, Instant now) {}

    /// Which ports somebody watches now.
    ///
    /// @return those whose tasks are to be looked at
    default Set<TaskPort> watched(Set<TaskPort> ports) {
        return Set.of();
    }

    /// Something was heard of a Service that leads to one port.
    default void seen(TaskPort port, Service service, boolean gone) {}

    /// Does all whose time has come.
    default void tick(Instant now) {}

    default Optional<Instant> next() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
