package dev.kecs.bench.pods;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One client of a [PodService], by whichever way. Used by one thread.
final class Requests {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int CHUNK = 256 * 1024;
    private static final long ABORTED_UPLOAD = 64L << 20;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);

    /// Until so much has come; how long the end of the connection takes is another matter.
    ///
    /// @param bytes how much of the large answer is read
    /// @return Gbit/s
    double download(InetSocketAddress way, long bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(way)) {
            channel.write(ascii("GET /large HTTP/1.0\r\nRange: bytes=0-" + (bytes - 1) + "\r\n\r\n"));
            long begin = System.nanoTime();
            long received = 0;
            while (received < bytes) {
                int count = channel.read(buffer.clear());
                if (count < 0) {
                    throw new EOFException("the download ended " + (bytes - received) + " bytes early");
                }
                received += count;
            }
            return received * 8.0 / (System.nanoTime() - begin);
        }
    }

    /// Each on a connection of its own, which the server ends, one after the other.
    ///
    /// @return how many a second
    double connections(InetSocketAddress way, int count) throws IOException {
        long begin = System.nanoTime();
        for (int number = 0; number < count; number++) {
            small(way);
        }
        return count * 1e9 / (System.nanoTime() - begin);
    }

    private void small(InetSocketAddress way) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(way, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(ascii("GET / HTTP/1.0\r\n\r\n").array());
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!answer.startsWith("HTTP/1.1 200") || !answer.endsWith("k\n")) {
                throw new IOException("not the pod's answer: " + answer);
            }
        }
    }

    /// Sends much that is no request, which the server refuses and resets while it comes, however that ends here.
    void abortedUpload(InetSocketAddress way) throws IOException {
        try (SocketChannel channel = SocketChannel.open(way)) {
            upload(channel);
        }
    }

    private void upload(SocketChannel channel) {
        try {
            for (long sent = 0; sent < ABORTED_UPLOAD; ) {
                sent += channel.write(buffer.clear());
            }
        } catch (IOException reset) {
            // This is what it is for.
        }
    }

    /// Whether a new connection is served.
    boolean serves(InetSocketAddress way) {
        try {
            small(way);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
