package dev.kecs.agent.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A task that neither takes nor refuses connections: its queue of connections is full, so that the system ignores
/// who comes.
public final class UnansweringTask implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    private final List<Socket> queued = new ArrayList<>();

    public UnansweringTask() throws IOException {
        for (int i = 0; i < 2; i++) {
            queued.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Takes connections from now on.
    public void answer() throws IOException {
        for (Socket socket : queued) {
            listener.accept().close();
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : queued) {
            socket.close();
        }
    }
}
