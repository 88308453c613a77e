package dev.kecs.agent.relay.move;

import java.nio.ByteBuffer;

/// The one large buffer of a loop and the account of what its connections keep. Owned by the loop's thread.
public final class LoopBuffer {
    private static final int SIZE = 512 << 10;
    private static final int SMALL_READ = 64 << 10;
    private static final int TINY_READ = 4 << 10;
    private static final long KEPT_WITH_LARGE_READS = 8L << 20;
    private static final long KEPT_WITH_SMALL_READS = 12L << 20;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
    private long kept;

    /// The buffer, empty, as large as one read may be: large reads cost least, but what a slow reader does not take
    /// must be kept. So with much kept already reads are small, and tiny when thousands do not read, since all of
    /// it must fit in the agent's heap.
    public ByteBuffer forReading() {
        buffer.clear();
        if (kept > KEPT_WITH_SMALL_READS) {
            buffer.limit(TINY_READ);
        } else if (kept > KEPT_WITH_LARGE_READS) {
            buffer.limit(SMALL_READ);
        }
        return buffer;
    }

    /// A copy of what is left in the buffer.
    ByteBuffer keep() {
        return keep(buffer);
    }

    /// A copy of what is left in these bytes.
    public ByteBuffer keep(ByteBuffer bytes) {
        kept += bytes.remaining();
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    public void release(ByteBuffer copy) {
        kept -= copy.capacity();
    }
}
