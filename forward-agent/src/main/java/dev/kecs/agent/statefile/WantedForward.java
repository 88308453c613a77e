package dev.kecs.agent.statefile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.kecs.agent.port.LocalPort;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.PortPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// A forward as `config.yaml` remembers it.
///
/// @param request as it was wished, but with its name decided
/// @param localPorts what was decided for each of the request's ports
/// @param paused by the user
public record WantedForward(String id, ForwardRequest request, List<LocalPort> localPorts, boolean paused) {
    /// Names are part of file names.
    private static final Pattern NAME = Pattern.compile("(?!agent$)[A-Za-z0-9_-][A-Za-z0-9_.-]{0,254}");

    public WantedForward {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        if (request.name() == null || !NAME.matcher(request.name()).matches()) {
            throw new IllegalArgumentException("'" + request.name() + "' is no name for a forward");
        }
        localPorts = localPorts == null ? List.of() : List.copyOf(localPorts);
        if (localPorts.size() != request.ports().size()) {
            throw new IllegalArgumentException("forward " + request.name() + " has "
                    + request.ports().size() + " ports and remembers " + localPorts.size() + " local ones");
        }
    }

    @JsonIgnore
    public String name() {
        return Objects.requireNonNull(request.name());
    }

    /// The ports as they were wished, each at the local port and with the protocol that were decided.
    @JsonIgnore
    public List<PortPair> ports() {
        List<PortPair> decided = new ArrayList<>();
        for (int i = 0; i < localPorts.size(); i++) {
            LocalPort local = localPorts.get(i);
            decided.add(request.ports().get(i).at(local.number()).over(local.transport()));
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
