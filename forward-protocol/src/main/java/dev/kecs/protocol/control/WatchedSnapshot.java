package dev.kecs.protocol.control;

import dev.kecs.protocol.target.Snapshot;
import java.util.Objects;

/// @param watch as in [Watch]
public record WatchedSnapshot(String watch, Snapshot snapshot) {
    public WatchedSnapshot {
        Objects.requireNonNull(watch, "watch");
        Objects.requireNonNull(snapshot, "snapshot");
    }
}
