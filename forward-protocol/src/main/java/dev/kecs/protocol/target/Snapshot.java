package dev.kecs.protocol.target;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that is known of a target's port at one moment. An endpoint that is not listed any more is dead.
///
/// @param generation grows with every snapshot of one server's life
/// @param message one sentence for people
/// @param hint what to do next: a sentence or a command
/// @param containerPorts all ports that the target offers
/// @param targetPort the one chosen; null while it is unknown
/// @param protocol the protocol of the one chosen; null while it is unknown
/// @param selected with tags: the task that was chosen; null otherwise
public record Snapshot(
        long generation,
        SnapshotReason reason,
        String message,
        @Nullable String hint,
        List<Integer> containerPorts,
        @Nullable Integer targetPort,
        @Nullable Transport protocol,
        @Nullable SelectedTask selected,
        List<Endpoint> endpoints) {
    public Snapshot {
        Objects.requireNonNull(reason, "reason");
        message = Objects.requireNonNullElse(message, "");
        containerPorts = containerPorts == null ? List.of() : List.copyOf(containerPorts);
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
    }
}
