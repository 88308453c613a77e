package dev.kecs.protocol.control;

import java.util.Objects;

/// @param watch an id that the caller chooses, unique on its connection
public record Watch(String watch, Target target) {
    public Watch {
        Objects.requireNonNull(watch, "watch");
        Objects.requireNonNull(target, "target");
    }
}
