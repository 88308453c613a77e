package dev.kecs.agent.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A task's program: serves each connection with what the test gave it, on a virtual thread of its own.
public final class FakeTask implements AutoCloseable {
    public interface Service {
        void serve(Socket socket) throws IOException;
    }

    /// Sends back what comes.
    public static final Service ECHO = socket -> socket.getInputStream().transferTo(socket.getOutputStream());

    private final ServerSocket listener;
    private final InetSocketAddress address;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean killed;
    public final AtomicInteger served = new AtomicInteger();

    public FakeTask(Service service) throws IOException {
        this(0, service);
    }

    public FakeTask(int port, Service service) throws IOException {
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1000);
        address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        Thread.ofVirtual().start(() -> accept(service));
    }

    private void accept(Service service) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (killed) {
                    socket.close();
                    continue;
                }
                open.add(socket);
                served.incrementAndGet();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        service.serve(socket);
                    } catch (IOException e) {
                        // The client has gone, or the test has ended.
                    } finally {
                        open.remove(socket);
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int open() {
        return open.size();
    }

    /// Ends as a killed process does; connections are closed by the system. From now on its port refuses.
    public void kill() throws IOException {
        killed = true;
        listener.close();
        // The system goes on accepting for a moment when the accepting thread is just looking at the socket.
        await().pollInterval(Duration.ofMillis(2)).until(this::isRefusing);
        for (Socket socket : open) {
            socket.close();
        }
    }

    private boolean isRefusing() {
        try (Socket socket = new Socket()) {
            socket.connect(address);
            return false;
        } catch (IOException e) {
            return e instanceof ConnectException;
        }
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
