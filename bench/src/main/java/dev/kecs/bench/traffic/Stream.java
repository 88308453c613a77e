package dev.kecs.bench.traffic;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Whole transfers over a blocking channel. Each thread owns one large buffer, as the system calls should not be what
/// is
/// measured.
final class Stream {
    private static final int CHUNK = 256 * 1024;
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(CHUNK));

    private Stream() {}

    static void write(SocketChannel channel, long bytes) throws IOException {
        ByteBuffer buffer = BUFFER.get();
        long left = bytes;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(left, CHUNK));
            left -= channel.write(buffer);
        }
    }

    static void read(SocketChannel channel, long bytes) throws IOException {
        ByteBuffer buffer = BUFFER.get();
        long left = bytes;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(left, CHUNK));
            int count = channel.read(buffer);
            if (count < 0) {
                throw new EOFException("the connection ended " + left + " bytes early");
            }
            left -= count;
        }
    }
}
