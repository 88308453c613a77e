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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The answering end: accepts on a virtual thread of its own, and serves each connection on one more; a third one looks
/// whether the socket is still there and makes it anew. Requests of one connection are answered in order, except
/// those that [RpcMethods] lists as lasting.
public final class JsonRpcServer implements AutoCloseable {
    private static final Duration AFTER_FAILED_ACCEPT = Duration.ofMillis(100);
    /// A full backlog refuses callers at once with EAGAIN (see connect(2) and unix(7)), and a hundred may come
    /// together.
    private static final int BACKLOG = 1024;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final SocketPath socket;
    private final RpcMethods methods;
    private final Set<ServedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Thread guard = Thread.ofVirtual().name("rpc-guard").unstarted(this::guard);
    private volatile ServerSocketChannel listener;
    private volatile boolean closed;

    private JsonRpcServer(SocketPath socket, RpcMethods methods) throws IOException {
        this.socket = socket;
        this.methods = methods;
        this.listener = bind(socket);
    }

    /// Takes the socket's place, whatever is there, and begins to answer. The caller must hold the lock that goes with
    /// the socket, so that only what a dead daemon left can be there.
    public static JsonRpcServer start(SocketPath socket, RpcMethods methods) throws IOException {
        JsonRpcServer server = new JsonRpcServer(socket, methods);
        Thread.ofVirtual().name("rpc-accept").start(server::accept);
        server.guard.start();
        return server;
    }

    private static ServerSocketChannel bind(SocketPath socket) throws IOException {
        UnixDomainSocketAddress address = socket.prepare();
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean bound = false;
        try {
            listener.bind(address, BACKLOG);
            // The directory is 0700 already, so nobody slips in before this.
            Files.setPosixFilePermissions(address.getPath(), PosixFilePermissions.fromString("rw-------"));
            bound = true;
            return listener;
        } finally {
            if (!bound) {
                listener.close();
            }
        }
    }

    private void accept() {
        while (!closed) {
            SocketChannel channel;
            ServerSocketChannel listening = listener;
            try {
                channel = listening.accept();
            } catch (ClosedChannelException e) {
                // Closed, or made anew.
                continue;
            } catch (IOException e) {
                methods.failed("accept on " + socket.official(), e);
                LockSupport.parkNanos(AFTER_FAILED_ACCEPT.toNanos());
                continue;
            }
            ServedConnection connection = new ServedConnection(new LineChannel(channel), methods, Admission.ANYBODY);
            connections.add(connection);
            connection.onEnd(() -> connections.remove(connection));
            Thread.ofVirtual().name("rpc-connection").start(connection::serve);
            if (closed) {
                connection.close();
            }
        }
    }

    private void guard() {
        Optional<Object> bound = socket.identity();
        while (!closed) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            if (!closed && socket.isLost(bound)) {
                bound = renew();
            }
        }
    }

    /// Live connections go on; who is waiting to be accepted must connect again.
    private Optional<Object> renew() {
        try {
            ServerSocketChannel lost = listener;
            listener = bind(socket);
            lost.close();
        } catch (IOException e) {
            methods.failed(socket.official() + " was removed and cannot be made anew", e);
        }
        return socket.identity();
    }

    /// Ends all connections and removes the socket. Answers that are being written may be lost.
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        LockSupport.unpark(guard);
        try {
            guard.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listener.close();
        for (ServedConnection connection : connections) {
            connection.close();
        }
        socket.remove();
    }
}
