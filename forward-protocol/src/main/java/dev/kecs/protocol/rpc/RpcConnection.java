package dev.kecs.protocol.rpc;

import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.method.RpcNotification;
import java.io.IOException;

/// The answering end of a connection, as methods see it. Any thread may use it.
public interface RpcConnection {
    /// What the caller said of itself.
    Hello caller();

    /// Sends a notification; waits while the caller reads too slowly.
    ///
    /// @throws IOException when the connection has ended
    <P> void notify(RpcNotification<P> notification, P parameters) throws IOException;

    /// Runs the action when the connection has ended, at once when it already has.
    void onEnd(Runnable action);
}
