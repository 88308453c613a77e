package dev.kecs.bench.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Answers wishes. A few platform threads accept, read the wish and greet, which costs least: short connections shall
/// measure the relay and not their ends. A virtual thread echoes, and a platform thread takes a bulky transfer, whose
/// reads block in the kernel.
final class Target implements AutoCloseable {
    private static final int BACKLOG = 4096;
    /// More than clients that connect at the same time; a client that says nothing keeps one.
    private static final int ACCEPTORS = 16;

    private final ServerSocketChannel listener;

    private Target(ServerSocketChannel listener) {
        this.listener = listener;
    }

    /// Listens at every address, so that relays reach it at one and the agent at its task's.
    static Target open(int port) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(port), BACKLOG);
        Target target = new Target(listener);
        for (int i = 0; i < ACCEPTORS; i++) {
            Thread.ofPlatform().name("accept-" + i).daemon().start(target::accept);
        }
        return target;
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                serve(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                System.err.println("accept: " + e);
            }
        }
    }

    private static void serve(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Wish wish = Wish.receive(channel);
            switch (wish.kind()) {
                case GREETING -> greet(channel);
                case ECHO -> Thread.ofVirtual().start(() -> echo(channel));
                case UPLOAD, DOWNLOAD -> Thread.ofPlatform().daemon().start(() -> transfer(channel, wish));
            }
        } catch (IOException e) {
            close(channel);
        }
    }

    private static void greet(SocketChannel channel) throws IOException {
        try (channel) {
            Stream.write(channel, 1);
            channel.read(ByteBuffer.allocate(1));
        }
    }

    private static void echo(SocketChannel channel) {
        try (channel) {
            ByteBuffer buffer = ByteBuffer.allocate(256);
            while (channel.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException e) {
            // The client, or its relay, has gone.
        }
    }

    private static void transfer(SocketChannel channel, Wish wish) {
        try (channel) {
            if (wish.kind() == Wish.Kind.UPLOAD) {
                Stream.read(channel, wish.bytes());
                Stream.write(channel, 1);
            } else {
                Stream.write(channel, wish.bytes());
            }
            channel.read(ByteBuffer.allocate(1));
        } catch (IOException e) {
            System.err.println("transfer: " + e);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("close: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
