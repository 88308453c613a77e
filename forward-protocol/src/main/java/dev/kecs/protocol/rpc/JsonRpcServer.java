package dev.kecs.protocol.rpc;

import dev.kecs.protocol.paths.SocketPath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The answering end: accepts on a virtual thread of its own, and serves each connection on one more. Requests of one
/// connection are answered in order, except those that [RpcMethods] lists as lasting.
public final class JsonRpcServer implements AutoCloseable {
    private static final Duration AFTER_FAILED_ACCEPT = Duration.ofMillis(100);

    private final SocketPath socket;
    private final RpcMethods methods;
    private final ServerSocketChannel listener;
    private final Set<ServedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private JsonRpcServer(SocketPath socket, RpcMethods methods, ServerSocketChannel listener) {
        this.socket = socket;
        this.methods = methods;
        this.listener = listener;
    }

    /// Takes the socket's place, whatever is there, and begins to answer. The caller must hold the lock that goes with
    /// the socket, so that only what a dead daemon left can be there.
    public static JsonRpcServer start(SocketPath socket, RpcMethods methods) throws IOException {
        UnixDomainSocketAddress address = socket.prepare();
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean started = false;
        try {
            listener.bind(address);
            // The directory is 0700 already, so nobody slips in before this.
            Files.setPosixFilePermissions(address.getPath(), PosixFilePermissions.fromString("rw-------"));
            JsonRpcServer server = new JsonRpcServer(socket, methods, listener);
            Thread.ofVirtual().name("rpc-accept").start(server::accept);
            started = true;
            return server;
        } finally {
            if (!started) {
                listener.close();
            }
        }
    }

    private void accept() {
        while (!closed) {
            SocketChannel channel;
            try {
                channel = listener.accept();
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                methods.failed("accept on " + socket.official(), e);
                LockSupport.parkNanos(AFTER_FAILED_ACCEPT.toNanos());
                continue;
            }
            ServedConnection connection = new ServedConnection(new LineChannel(channel), methods);
            connections.add(connection);
            connection.onEnd(() -> connections.remove(connection));
            Thread.ofVirtual().name("rpc-connection").start(connection::serve);
            if (closed) {
                connection.close();
            }
        }
    }

    /// Ends all connections and removes the socket. Answers that are being written may be lost.
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        listener.close();
        for (ServedConnection connection : connections) {
            connection.close();
        }
        socket.remove();
    }
}
