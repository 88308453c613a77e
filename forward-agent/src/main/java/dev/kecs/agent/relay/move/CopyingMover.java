package dev.kecs.agent.relay.move;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// Moves bytes through its loop's buffer; only what a slow reader leaves is copied aside. Owned by the loop's thread.
public final class CopyingMover implements ByteMover {
    private static final int READS_A_TURN = 4;

    private final LoopBuffer buffer;
    private @Nullable ByteBuffer kept;
    private boolean ended;
    private long moved;
    private int largestRead;

    public CopyingMover(LoopBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public void begin(ByteBuffer early) {
        kept = early;
    }

    @Override
    public Progress move(SocketChannel from, SocketChannel to) throws IOException {
        moved = 0;
        largestRead = 0;
        ByteBuffer earlier = kept;
        if (earlier != null) {
            moved += to.write(earlier);
            if (earlier.hasRemaining()) {
                return Progress.BLOCKED;
            }
            discard();
        }
        if (ended) {
            return Progress.ENDED;
        }
        for (int turn = 0; turn < READS_A_TURN; turn++) {
            ByteBuffer shared = buffer.forReading();
            int read = from.read(shared);
            if (read <= 0) {
                ended = read < 0;
                return ended ? Progress.ENDED : Progress.DRAINED;
            }
            largestRead = Math.max(largestRead, read);
            boolean full = !shared.hasRemaining();
            shared.flip();
            moved += to.write(shared);
            if (shared.hasRemaining()) {
                kept = buffer.keep();
                return Progress.BLOCKED;
            }
            if (!full) {
                return Progress.DRAINED;
            }
        }
        return Progress.MORE;
    }

    @Override
    public long moved() {
        return moved;
    }

    /// How much came at once in the last [#move].
    int largestRead() {
        return largestRead;
    }

    @Override
    public void discard() {
        ByteBuffer earlier = kept;
        if (earlier != null) {
            kept = null;
            buffer.release(earlier);
        }
    }
}
