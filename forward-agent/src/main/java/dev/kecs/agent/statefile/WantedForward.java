package dev.kecs.agent.statefile;

import dev.kecs.protocol.forward.ForwardRequest;
import java.util.Objects;

/// A forward as `config.yaml` remembers it: name and local port are decided.
public record WantedForward(String id, ForwardRequest request) {
    public WantedForward {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(request.name(), "request.name");
        Objects.requireNonNull(request.localPort(), "request.localPort");
        request.target();
    }

    public String name() {
        return Objects.requireNonNull(request.name());
    }

    public int localPort() {
        return Objects.requireNonNull(request.localPort());
    }
}
