package dev.kecs.protocol.forward;

import java.util.Objects;

/// An endpoint behind a forward.
///
/// @param ready whether new connections go there
public record ForwardEndpoint(String task, String address, int port, boolean ready) {
    public ForwardEndpoint {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(address, "address");
    }
}
