package dev.kecs.agent.forward;

import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.LiveConnection;
import dev.kecs.protocol.forward.ForwardConnection;
import java.net.InetSocketAddress;

/// Shows a live connection as callers see it.
final class ConnectionViews {
    private ConnectionViews() {}

    static ForwardConnection of(LocalPort port, LiveConnection live) {
        Destination destination = live.destination();
        return new ForwardConnection(
                text(live.client()),
                port.number(),
                switch (live.stage()) {
                    case HELD -> ForwardConnection.Stage.HELD;
                    case DIALLING -> ForwardConnection.Stage.DIALLING;
                    case JOINED -> ForwardConnection.Stage.JOINED;
                },
                destination == null ? null : destination.name(),
                destination == null ? null : text(destination.address()),
                live.age().toMillis(),
                live.bytesIn(),
                live.bytesOut());
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
