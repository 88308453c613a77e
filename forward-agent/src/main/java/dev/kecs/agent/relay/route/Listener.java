package dev.kecs.agent.relay.route;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The sockets of one local port and where what arrives there goes. Any thread may call.
public interface Listener extends AutoCloseable {
    /// Puts these destinations in force: connections to those not named are reset, held connections are woken.
    /// Called by one thread at a time.
    ///
    /// @return completed when every loop follows it
    CompletableFuture<Void> route(List<Destination> destinations);

    /// Puts other limits in force, for live connections too.
    void limit(Limits now);

    Counters counters();

    /// Those of this moment.
    CompletableFuture<List<LiveConnection>> connections();

    /// Frees the ports and resets all connections; both is done when this returns, unless a loop has ended. Not to be
    /// called on a loop's thread.
    @Override
    void close();
}
