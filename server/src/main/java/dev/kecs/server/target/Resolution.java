package dev.kecs.server.target;

import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.SelectedTask;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Transport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a target's port: a snapshot without a generation.
///
/// @param selected with tags: the task that was chosen
/// @param ports the tasks' ports that lead to the target, or will; not part of what is told
public record Resolution(
        SnapshotReason reason,
        String message,
        Optional<String> hint,
        Port port,
        Optional<SelectedTask> selected,
        List<Endpoint> endpoints,
        Set<TaskPort> ports) {
    /// @param all every container port of the target
    /// @param chosen the one in question; null while that is open
    /// @param protocol of the chosen one
    public record Port(
            List<Integer> all,
            @Nullable Integer chosen,
            @Nullable Transport protocol) {
        static final Port UNKNOWN = new Port(List.of(), null, null);

        public Port {
            all = List.copyOf(all);
        }
    }

    public Resolution {
        endpoints = List.copyOf(endpoints);
        ports = Set.copyOf(ports);
    }

    static Resolution failed(SnapshotReason reason, String message, @Nullable String hint) {
        return new Resolution(
                reason, message, Optional.ofNullable(hint), Port.UNKNOWN, Optional.empty(), List.of(), Set.of());
    }

    Resolution of(SelectedTask task) {
        return new Resolution(reason, message, hint, port, Optional.of(task), endpoints, ports);
    }

    /// Whether the same is told of both.
    public boolean tells(@Nullable Resolution other) {
        return other != null
                && new Resolution(reason, message, hint, port, selected, endpoints, other.ports).equals(other);
    }
}
