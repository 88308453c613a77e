package dev.kecs.bench.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Answers wishes. One platform thread accepts; a virtual thread serves each connection, and hands bulky
/// transfers to a platform thread, whose reads block in the kernel.
final class Target implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final ServerSocketChannel listener;

    private Target(ServerSocketChannel listener) {
        this.listener = listener;
    }

    /// Listens at every address, so that relays reach it at one and the agent at its task's.
    static Target open(int port) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(port), BACKLOG);
        Target target = new Target(listener);
        Thread.ofPlatform().name("accept").daemon().start(target::accept);
        return target;
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                Thread.ofVirtual().start(() -> serve(channel));
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
            if (wish.kind() == Wish.Kind.ECHO) {
                echo(channel);
            } else {
                Thread.ofPlatform().daemon().start(() -> transfer(channel, wish));
            }
        } catch (IOException e) {
            close(channel);
        }
    }

    private static void echo(SocketChannel channel) throws IOException {
        try (channel) {
            ByteBuffer buffer = ByteBuffer.allocate(256);
            while (channel.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
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
