package dev.kecs.protocol.agent;

import java.util.Objects;

/// @param forward an id or a name
public record ForwardName(String forward) {
    public ForwardName {
        Objects.requireNonNull(forward, "forward");
    }
}
