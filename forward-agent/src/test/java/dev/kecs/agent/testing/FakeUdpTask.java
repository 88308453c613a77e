package dev.kecs.agent.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A task's program that speaks UDP: counts what comes, and sends it back when it is one that answers.
public final class FakeUdpTask implements AutoCloseable {
    private final DatagramSocket socket;
    private final boolean answers;
    public final AtomicInteger received = new AtomicInteger();
    /// Who has sent something.
    public final Set<Integer> clients = ConcurrentHashMap.newKeySet();

    public FakeUdpTask(boolean answers) throws IOException {
        this.answers = answers;
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        socket.setReceiveBufferSize(1 << 20);
        Thread.ofPlatform().name("udp-task").daemon().start(this::serve);
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!socket.isClosed()) {
            try {
                packet.setLength(65_536);
                socket.receive(packet);
                received.incrementAndGet();
                clients.add(packet.getPort());
                if (answers) {
                    socket.send(packet);
                }
            } catch (SocketException e) {
                // Closed, or the client is gone.
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
