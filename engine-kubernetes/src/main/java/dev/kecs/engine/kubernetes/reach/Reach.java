package dev.kecs.engine.kubernetes.reach;

import java.util.List;

/// How this host reaches the node ports of a Kubernetes cluster.
public sealed interface Reach {
    Reach DIRECT = new Direct();

    /// At a node's address.
    record Direct() implements Reach {}

    /// At ports of its own.
    ///
    /// @param ports those that there are, the better ones first
    /// @param pool where there are more
    record Published(List<PublishedPort> ports, PortPool pool) implements Reach {
        public Published {
            ports = List.copyOf(ports);
        }
    }
}
