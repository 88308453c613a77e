package dev.kecs.protocol.rpc;

import dev.kecs.protocol.handshake.Hello;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// The same methods as a socket file's, over TLS 1.3 for whoever knows a token. Accepts on a virtual thread
/// of its own, and serves each connection on one more. Until a caller has shown the token it may send 4 KiB,
/// has ten seconds, and shares a hundred connections with others like it.
public final class JsonRpcTlsServer implements Closeable {
    private static final Duration UNTIL_ADMITTED = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILED_ACCEPT = Duration.ofMillis(100);
    private static final int LONGEST_HELLO = 4096;
    private static final int MOST_STRANGERS = 100;
    private static final int LONGEST_CLOSE_SECONDS = 1;
    private static final int BACKLOG = 64;

    private final SSLServerSocket listener;
    private final byte[] token;
    private final RpcMethods methods;
    private final Set<ServedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<SSLSocket> strangers = ConcurrentHashMap.newKeySet();

    private JsonRpcTlsServer(SSLServerSocket listener, byte[] token, RpcMethods methods) {
        this.listener = listener;
        this.token = token;
        this.methods = methods;
    }

    /// @param tls with the server's certificate and key
    /// @param token that every caller's `hello` must have
    /// @throws IOException when the address cannot be had
    public static JsonRpcTlsServer start(InetSocketAddress address, SSLContext tls, String token, RpcMethods methods)
            throws IOException {
        SSLServerSocket listener =
                (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
        try {
            listener.setEnabledProtocols(new String[] {"TLSv1.3"});
            listener.setReuseAddress(true);
            listener.bind(address, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        JsonRpcTlsServer server = new JsonRpcTlsServer(listener, token.getBytes(StandardCharsets.UTF_8), methods);
        Thread.ofVirtual().name("rpc-tls-accept").start(server::accept);
        return server;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) listener.accept();
                // A close does not wait long for who does not read.
                socket.setSoLinger(true, LONGEST_CLOSE_SECONDS);
                if (strangers.size() < MOST_STRANGERS) {
                    strangers.add(socket);
                    Thread.ofVirtual().name("rpc-tls").start(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    methods.failed("accept on " + address(), e);
                    LockSupport.parkNanos(AFTER_FAILED_ACCEPT.toNanos());
                }
            }
        }
    }

    /// The TLS handshake is made by the first read, under the same deadline.
    private void serve(SSLSocket socket) {
        LineChannel lines = new LineChannel(new TlsChannel(socket), LONGEST_HELLO);
        ServedConnection connection = new ServedConnection(lines, methods, hello -> admit(hello, socket, lines));
        connections.add(connection);
        connection.onEnd(() -> {
            connections.remove(connection);
            strangers.remove(socket);
        });
        if (listener.isClosed()) {
            connection.close();
        }
        Thread deadline = Thread.ofVirtual().name("rpc-tls-deadline").start(() -> endStranger(socket, connection));
        connection.serve();
        deadline.interrupt();
    }

    private void endStranger(SSLSocket socket, ServedConnection connection) {
        try {
            Thread.sleep(UNTIL_ADMITTED);
            if (strangers.contains(socket)) {
                connection.close();
            }
        } catch (InterruptedException e) {
            // The connection has ended by itself.
            strangers.remove(socket);
        }
    }

    private void admit(Hello hello, SSLSocket socket, LineChannel lines) throws RpcException {
        String shown = hello.token();
        if (shown == null || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token)) {
            throw new RpcException(ErrorCode.FAILED, "hello has no token, or not the right one");
        }
        lines.takeLongLines();
        strangers.remove(socket);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        connections.forEach(ServedConnection::close);
    }
}
