package dev.kecs.agent.gateway;

import dev.kecs.protocol.forward.ForwardPort;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.target.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which forward a host name means: `<name>.localhost`, and for a service `<service>.<cluster>.localhost` too. A
/// forward's first TCP port counts; of several forwards of one service, the oldest does. Names are compared in lower
/// case, as DNS does (RFC 4343). Immutable.
final class HostTable {
    /// All names below it are this computer (RFC 6761, section 6.3); browsers and resolvers know.
    private static final String SUFFIX = ".localhost";

    private final Map<String, Backend> backends = new LinkedHashMap<>();

    HostTable(List<ForwardView> forwards) {
        for (ForwardView forward : forwards) {
            Optional<Backend> backend = backend(forward);
            backend.ifPresent(it -> backends.putIfAbsent(host(forward.name()), it));
            String service = forward.service();
            if (service != null) {
                String host = host(last(service) + "." + last(forward.cluster()));
                backend.ifPresent(it -> backends.putIfAbsent(host, it));
            }
        }
    }

    private static Optional<Backend> backend(ForwardView forward) {
        return forward.ports().stream()
                .filter(port -> port.protocol() == Transport.TCP)
                .map(ForwardPort::localPort)
                .findFirst()
                .map(port -> new Backend(forward.name(), reachable(forward.address(), port)));
    }

    private static InetSocketAddress reachable(String address, int port) {
        InetAddress bound = InetAddress.ofLiteral(address);
        return new InetSocketAddress(bound.isAnyLocalAddress() ? InetAddress.ofLiteral("127.0.0.1") : bound, port);
    }

    /// Of a name or an ARN.
    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String host(String name) {
        return name.toLowerCase(Locale.ROOT) + SUFFIX;
    }

    /// @param host as in a request's `Host`, with its port or without
    Optional<Backend> find(String host) {
        return Optional.ofNullable(backends.get(Hosts.name(host)));
    }

    /// All that are known, sorted.
    SortedSet<String> hosts() {
        return new TreeSet<>(backends.keySet());
    }
}
