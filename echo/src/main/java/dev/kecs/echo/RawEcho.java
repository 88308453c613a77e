package dev.kecs.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Sends back what it receives, byte by byte, until the client shuts its output; then shuts its own. One
/// virtual thread per connection.
final class RawEcho implements AutoCloseable {
    private final ServerSocket listener;

    private RawEcho(ServerSocket listener) {
        this.listener = listener;
    }

    /// @param wanted when false nothing is bound and nothing runs
    static RawEcho start(String address, int port, boolean wanted) throws IOException {
        RawEcho echo = new RawEcho(new ServerSocket());
        if (wanted) {
            echo.listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1024);
            Thread.ofVirtual().name("raw-echo-accept").start(echo::accept);
        }
        return echo;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().name("raw-echo").start(() -> serve(client));
            } catch (IOException failure) {
                if (!listener.isClosed()) {
                    System.err.println("accept failed: " + failure.getMessage());
                }
            }
        }
    }

    private static void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            client.getInputStream().transferTo(client.getOutputStream());
            client.shutdownOutput();
        } catch (IOException gone) {
            System.err.println("raw echo: " + gone.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            System.err.println("closing the raw echo listener: " + failure.getMessage());
        }
    }
}
