package dev.kecs.agent.relay.route;

import java.net.InetSocketAddress;

/// Where connections may go.
///
/// @param name with the address, what it is known by: equal name and address are the same destination
/// @param open whether new connections go there; live ones stay either way
public record Destination(String name, InetSocketAddress address, boolean open) {
    boolean isSameAs(Destination other) {
        return name.equals(other.name) && address.equals(other.address);
    }
}
