package dev.kecs.agent.target;

import dev.kecs.protocol.traefik.RouteReport;
import dev.kecs.protocol.traefik.RouteTable;
import java.util.function.Consumer;

/// Where clusters' host ports and what they lead to come from.
public interface Routes {
    /// Tables from now on, for ever, each in the place of the one before: the subscriber is called on a thread of the
    /// source and returns at once. One subscriber at most.
    void route(Consumer<RouteTable> subscriber);

    /// Says what has become of the newest table. Returns at once.
    void report(RouteReport report);
}
