package dev.kecs.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// The thread "datagram-echo", which sends every datagram back to who sent it.
final class DatagramEcho implements AutoCloseable {
    private static final int LONGEST = 65_507;
    private final DatagramChannel channel;

    private DatagramEcho(DatagramChannel channel) {
        this.channel = channel;
    }

    /// @param wanted when false nothing is bound and nothing runs
    static DatagramEcho start(String address, int port, boolean wanted) throws IOException {
        DatagramEcho echo = new DatagramEcho(DatagramChannel.open());
        if (wanted) {
            echo.channel.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
            Thread.ofVirtual().name("datagram-echo").start(echo::serve);
        }
        return echo;
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    private void serve() {
        ByteBuffer datagram = ByteBuffer.allocate(LONGEST);
        while (channel.isOpen()) {
            try {
                SocketAddress sender = channel.receive(datagram.clear());
                channel.send(datagram.flip(), sender);
            } catch (IOException failure) {
                if (channel.isOpen()) {
                    System.err.println("datagram echo: " + failure.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            System.err.println("closing the datagram echo: " + failure.getMessage());
        }
    }
}
