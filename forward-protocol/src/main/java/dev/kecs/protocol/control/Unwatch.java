package dev.kecs.protocol.control;

import java.util.Objects;

/// @param watch as in [Watch]
public record Unwatch(String watch) {
    public Unwatch {
        Objects.requireNonNull(watch, "watch");
    }
}
