package dev.kecs.engine.kubernetes.reach;

import dev.kecs.ecs.engine.EngineException;
import java.util.List;

/// The node ports of a Kubernetes cluster that this host publishes. It only grows. For one cluster, one call of
/// [#all] and [#extend] at a time; each may block for seconds.
public interface PortPool {
    /// What an extension does meanwhile, for people: `for about two seconds …`.
    String effect();

    /// All there are, those of earlier control planes included; the better ones first.
    ///
    /// @throws EngineException when they cannot be found out
    List<PublishedPort> all() throws InterruptedException;

    /// Publishes more.
    ///
    /// @param protocol `tcp` or `udp`
    /// @return all there are then
    /// @throws EngineException when it failed; it may be tried again
    List<PublishedPort> extend(int count, String protocol) throws InterruptedException;

    /// Whether a connection through the port gets to somebody who listens. What publishes a port takes every
    /// connection, and ends those at once that it cannot pass on; so this is found out by connecting. May be called
    /// at any time.
    boolean leads(PublishedPort port);
}
