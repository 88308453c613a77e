package dev.kecs.agent.gateway;

import java.util.Locale;
import java.util.Optional;

/// What the hosts mean that a gateway is asked for. Called on its I/O threads: no method waits.
public interface Hosts {
    /// @param host as in a request's `Host`, with its port or without
    Optional<Backend> find(String host);

    /// What to answer for a host that means nothing.
    ///
    /// @param port the gateway's
    String unknown(String host, int port);

    /// Why a backend accepts no connection, or holds one no longer.
    String waiting(Backend backend);

    /// The name alone, in lower case, as DNS compares names (RFC 4343).
    static String name(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        String absolute = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return absolute.toLowerCase(Locale.ROOT);
    }
}
