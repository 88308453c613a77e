package dev.kecs.agent.session;

import dev.kecs.agent.port.LocalPort;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.target.Resolve;
import java.util.List;
import java.util.Objects;

/// What a session is to do.
///
/// @param name for threads
/// @param question what it asks of kecs-server, for ever
/// @param addresses as in [dev.kecs.protocol.forward.ForwardRequest]
public record SessionPlan(
        String name, Resolve question, LocalPort localPort, List<String> addresses, ForwardOptions options) {
    public SessionPlan {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(options, "options");
        addresses = List.copyOf(addresses);
    }
}
