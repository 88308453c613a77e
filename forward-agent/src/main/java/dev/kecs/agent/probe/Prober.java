package dev.kecs.agent.probe;

import dev.kecs.agent.relay.route.DialFailure;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Tries whether an endpoint accepts a connection.
@FunctionalInterface
public interface Prober {
    /// Waits for the outcome, at most about a second; called on a thread of its own.
    ///
    /// @return empty when it accepts
    Optional<DialFailure> probe(InetSocketAddress endpoint);
}
