package dev.kecs.agent.statefile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.PortPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A forward as `config.yaml` remembers it.
///
/// @param request as it was wished, but with its name decided
/// @param localPorts what was decided for each of the request's ports
/// @param paused by the user
public record WantedForward(String id, ForwardRequest request, List<Integer> localPorts, boolean paused) {
    public WantedForward {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(request.name(), "request.name");
        localPorts = localPorts == null ? List.of() : List.copyOf(localPorts);
        if (localPorts.size() != request.ports().size()) {
            throw new IllegalArgumentException("forward " + request.name() + " has "
                    + request.ports().size() + " ports and remembers " + localPorts.size() + " local ones");
        }
        for (int port : localPorts) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a local port must be 1 to 65535, not " + port);
            }
        }
    }

    @JsonIgnore
    public String name() {
        return Objects.requireNonNull(request.name());
    }

    /// The ports as they were wished, each at the local port that was decided.
    @JsonIgnore
    public List<PortPair> ports() {
        List<PortPair> decided = new ArrayList<>();
        for (int i = 0; i < localPorts.size(); i++) {
            decided.add(request.ports().get(i).at(localPorts.get(i)));
        }
        return decided;
    }

    public WantedForward paused(boolean now) {
        return new WantedForward(id, request, localPorts, now);
    }

    public WantedForward as(ForwardRequest newRequest) {
        return new WantedForward(id, newRequest, localPorts, paused);
    }
}
