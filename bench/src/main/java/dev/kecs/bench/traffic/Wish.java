package dev.kecs.bench.traffic;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// What a client asks of the target in the first nine bytes of a connection: a kind and a number of bytes.
record Wish(Kind kind, long bytes) {
    static final int LENGTH = 1 + Long.BYTES;

    enum Kind {
        /// The client sends the bytes, the target answers with one byte when it has them all.
        UPLOAD('u'),
        /// The target sends the bytes.
        DOWNLOAD('d'),
        /// The target sends back what it gets, until the client's end of stream.
        ECHO('e'),
        /// The target sends one byte and awaits the client's end: the least that shows a connection to work.
        GREETING('g');

        private final byte sign;

        Kind(char sign) {
            this.sign = (byte) sign;
        }

        private static Kind of(byte sign) throws IOException {
            for (Kind kind : values()) {
                if (kind.sign == sign) {
                    return kind;
                }
            }
            throw new IOException("no kind of wish has the sign " + sign);
        }
    }

    void send(SocketChannel channel) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocate(LENGTH).put(kind.sign).putLong(bytes).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    static Wish receive(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the connection ended before its wish");
            }
        }
        buffer.flip();
        return new Wish(Kind.of(buffer.get()), buffer.getLong());
    }
}
