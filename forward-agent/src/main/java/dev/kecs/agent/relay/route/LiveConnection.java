package dev.kecs.agent.relay.route;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A client's connection, or its exchange of datagrams, at one moment.
///
/// @param destination null while it has none
/// @param age since it arrived
/// @param bytesIn from the client
/// @param bytesOut to the client
public record LiveConnection(
        InetSocketAddress client,
        Stage stage,
        @Nullable Destination destination,
        Duration age,
        long bytesIn,
        long bytesOut) {
    /// How far it has come.
    public enum Stage {
        HELD,
        DIALLING,
        JOINED
    }
}
