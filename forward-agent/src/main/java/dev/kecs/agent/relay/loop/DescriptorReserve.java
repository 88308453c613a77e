package dev.kecs.agent.relay.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// Descriptors held back for the moment when the process may have no more. Then they are given up, so that callers of
/// the agent are still answered and clients can be refused instead of ignored, until as many can be had again. Owned by
/// its loop's thread.
public final class DescriptorReserve implements AutoCloseable {
    private static final int SIZE = 8;
    /// So many more must be there before connections are taken again, or the next one would end it at once.
    private static final int MARGIN = 4;

    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Deque<SocketChannel> kept = new ArrayDeque<>();
    private boolean spent;
    private long refillAt;

    DescriptorReserve() {
        refill();
    }

    /// Whether new connections are to be refused.
    public boolean isSpent() {
        if (spent && System.nanoTime() - refillAt >= 0) {
            refill();
        }
        return spent;
    }

    private void refill() {
        try {
            while (kept.size() < SIZE + MARGIN) {
                kept.add(SocketChannel.open());
            }
            while (kept.size() > SIZE) {
                kept.remove().close();
            }
            spent = false;
        } catch (IOException e) {
            spend();
        }
    }

    /// There are no more descriptors: gives up these.
    public void spend() {
        close();
        spent = true;
        refillAt = System.nanoTime() + REST_NANOS;
    }

    @Override
    public void close() {
        for (SocketChannel channel = kept.poll(); channel != null; channel = kept.poll()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing a socket that was never used", e);
            }
        }
    }
}
