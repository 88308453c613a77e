package dev.kecs.protocol.control;

import java.util.Objects;

/// @param watch as in [Watch]
/// @param generation of the snapshot that is in force now
public record Acknowledgement(String watch, long generation) {
    public Acknowledgement {
        Objects.requireNonNull(watch, "watch");
    }
}
