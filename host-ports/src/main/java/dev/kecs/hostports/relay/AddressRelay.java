package dev.kecs.hostports.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Accepts TCP connections at one address and passes each on to a target: one virtual thread accepts, two more carry
/// each connection, and read only as fast as the other side takes. For requests of SDKs, not for bulk.
public final class AddressRelay implements AutoCloseable {
    /// @param most connections at once; more wait in the listener's backlog until one has ended
    /// @param farewell how long a client may keep a connection whose target has ended it
    record Limits(int most, Duration farewell) {
        static final Limits USUAL = new Limits(512, Duration.ofSeconds(30));
    }

    private static final int BACKLOG = 128;
    private static final Duration LONGEST_DIAL = Duration.ofSeconds(5);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(100);

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Duration farewell;
    private final Semaphore places;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private AddressRelay(ServerSocket listener, InetSocketAddress target, Limits limits) {
        this.listener = listener;
        this.target = target;
        this.farewell = limits.farewell();
        this.places = new Semaphore(limits.most());
        this.acceptor = Thread.ofVirtual()
                .name("relay at " + listener.getLocalSocketAddress())
                .unstarted(this::accept);
    }

    /// Listens from now on; at most 512 connections are carried at once.
    ///
    /// @param address a literal
    /// @param port 0 picks a free one
    /// @throws IOException when the address is none of this host's, or the port is taken there
    public static AddressRelay listen(String address, int port, InetSocketAddress target) throws IOException {
        return listen(new InetSocketAddress(InetAddress.ofLiteral(address), port), target, Limits.USUAL);
    }

    static AddressRelay listen(InetSocketAddress at, InetSocketAddress target, Limits limits) throws IOException {
        ServerSocket listener = new ServerSocket();
        boolean bound = false;
        try {
            listener.setReuseAddress(true);
            listener.bind(at, BACKLOG);
            bound = true;
        } finally {
            if (!bound) {
                listener.close();
            }
        }
        AddressRelay relay = new AddressRelay(listener, target, limits);
        relay.acceptor.start();
        return relay;
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                places.acquire();
                acceptOne();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptOne() throws InterruptedException {
        try {
            Socket client = listener.accept();
            Thread.ofVirtual().name("relayed connection").start(() -> {
                carry(client);
                places.release();
            });
        } catch (IOException closedOrFailed) {
            places.release();
            // Where no descriptor is left, the next one fails as well, and at once.
            closed.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void carry(Socket client) {
        try (Socket server = new Socket()) {
            hold(client);
            hold(server);
            server.connect(target, (int) LONGEST_DIAL.toMillis());
            Thread asking = Thread.ofVirtual().name("relayed request").start(() -> copy(client, server));
            copy(server, client);
            // Pools of clients keep connections that a server has ended, and may never look at them again.
            asking.join(farewell);
            end(client);
            asking.join();
            open.remove(server);
        } catch (IOException unreachable) {
            // The client learns it by the end of its connection.
            open.removeIf(Socket::isClosed);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            end(client);
            open.remove(client);
        }
    }

    /// What is opened while the relay is being closed is closed as well.
    private void hold(Socket socket) throws IOException {
        open.add(socket);
        if (listener.isClosed()) {
            throw new IOException("the relay is closed");
        }
    }

    /// Until the end of one direction, which is passed on; a connection that breaks in one ends in both.
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is what was wanted.
        }
    }

    /// Connections end with it, and its port is free when this returns.
    @Override
    public void close() throws IOException {
        listener.close();
        closed.countDown();
        open.forEach(AddressRelay::end);
        try {
            // The system's socket is closed by the thread that waits in it.
            acceptor.interrupt();
            acceptor.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
