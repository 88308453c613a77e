package dev.kecs.protocol.target;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where one task's container port is reached from this host.
///
/// @param task the task's id
/// @param address a literal IP address
/// @param port may differ from the container port
/// @param startedAt ISO-8601; null until the task runs
/// @param ready whether the task is RUNNING and not known to be unhealthy
/// @param draining whether the task is about to end: no new connection may go there
/// @param revision `family:revision`
public record Endpoint(
        String task,
        String address,
        int port,
        @Nullable String startedAt,
        boolean ready,
        boolean draining,
        @Nullable String revision) {
    public Endpoint {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(address, "address");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
    }
}
