package dev.kecs.protocol.control;

import java.util.Objects;

/// Asks for one snapshot of a target.
public record Resolve(Target target) {
    public Resolve {
        Objects.requireNonNull(target, "target");
    }
}
