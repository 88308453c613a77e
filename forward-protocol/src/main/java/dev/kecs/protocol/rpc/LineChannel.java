package dev.kecs.protocol.rpc;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Whole lines over a blocking channel. One thread at a time reads; any thread writes, each line in one piece.
final class LineChannel implements Closeable {
    /// Longer lines end the connection: nobody may make a daemon collect without bound.
    static final int LONGEST_LINE = 16 << 20;

    private final ByteChannel channel;
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteBuffer received = ByteBuffer.allocate(8192).flip();

    /// Changed by the reading thread.
    private int longest;

    LineChannel(ByteChannel channel) {
        this(channel, LONGEST_LINE);
    }

    LineChannel(ByteChannel channel, int longest) {
        this.channel = channel;
        this.longest = longest;
    }

    /// Takes lines of the full length from now on.
    void takeLongLines() {
        longest = LONGEST_LINE;
    }

    /// The next line without its end; null when the other side has ended the connection between two lines.
    byte @Nullable [] read() throws IOException {
        ByteArrayOutputStream collected = new ByteArrayOutputStream(512);
        while (true) {
            int start = received.position();
            int end = indexOfLineEnd();
            collected.write(received.array(), start, (end < 0 ? received.limit() : end) - start);
            if (end >= 0) {
                received.position(end + 1);
                return collected.toByteArray();
            }
            if (collected.size() > longest) {
                throw new IOException("a line of more than " + longest + " bytes");
            }
            received.clear();
            int count = channel.read(received);
            received.flip();
            if (count < 0) {
                if (collected.size() == 0) {
                    return null;
                }
                throw new EOFException("the connection ended in the middle of a line");
            }
        }
    }

    private int indexOfLineEnd() {
        for (int i = received.position(); i < received.limit(); i++) {
            if (received.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// @param line with its end
    void write(byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        writing.lock();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
