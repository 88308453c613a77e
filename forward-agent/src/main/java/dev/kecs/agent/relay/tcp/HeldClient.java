package dev.kecs.agent.relay.tcp;

import dev.kecs.agent.relay.loop.RelayLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// The client of a held connection: keeps the little that it sends already and tells when it leaves. Owned by its
/// loop's thread.
///
/// A reset is leaving, and so is an end before any byte. An end after bytes is not: whoever sends a request and shuts
/// its output awaits an answer, and looks the same as somebody who has gone.
final class HeldClient implements RelayLoop.Ready {
    private static final int MOST_KEPT = 16 << 10;

    private final RelayLoop loop;
    private final SocketChannel channel;
    private final Runnable left;
    private @Nullable ByteBuffer early;
    private @Nullable SelectionKey key;

    /// It has ended, or no more of it may be kept.
    private boolean heardEnough;

    /// @param left called once at most, by the loop's thread
    HeldClient(RelayLoop loop, SocketChannel channel, Runnable left) {
        this.loop = loop;
        this.channel = channel;
        this.left = left;
    }

    void listen() throws ClosedChannelException {
        if (!heardEnough) {
            key = channel.register(loop.selector(), SelectionKey.OP_READ, this);
        }
    }

    void pause() {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            registered.interestOps(0);
        }
    }

    @Override
    public void ready() {
        ByteBuffer room = loop.movers().buffer().forReading().limit(MOST_KEPT);
        ByteBuffer before = early;
        if (before != null) {
            room.put(before.duplicate());
        }
        int read;
        try {
            read = channel.read(room);
        } catch (IOException e) {
            left.run();
            return;
        }
        if (read < 0 && before == null) {
            left.run();
            return;
        }
        heardEnough = read < 0 || !room.hasRemaining();
        if (read > 0) {
            discard();
            early = loop.movers().buffer().keep(room.flip());
        }
        if (heardEnough) {
            pause();
        }
    }

    /// What it has sent; whoever takes it releases it.
    @Nullable ByteBuffer take() {
        ByteBuffer taken = early;
        early = null;
        return taken;
    }

    void discard() {
        ByteBuffer dropped = take();
        if (dropped != null) {
            loop.movers().buffer().release(dropped);
        }
    }
}
