package dev.kecs.agent.relay.move;

import java.net.InetAddress;
import java.nio.channels.NetworkChannel;
import org.jspecify.annotations.Nullable;

/// Makes a loop's movers, and holds what they share. Owned by the loop's thread.
public final class Movers implements AutoCloseable {
    private final LoopBuffer buffer = new LoopBuffer();
    private final @Nullable PipePool pipes;

    private Movers(@Nullable PipePool pipes) {
        this.pipes = pipes;
    }

    /// How bytes are moved.
    public enum Kind {
        /// Through this process's memory, on every system.
        COPYING,
        /// Bulky flows by splice(2) where the system has it; all others by copying.
        SPLICING
    }

    public static Movers of(Kind kind) {
        return new Movers(kind == Kind.COPYING ? null : new PipePool(System::nanoTime));
    }

    public LoopBuffer buffer() {
        return buffer;
    }

    /// For one direction of a connection.
    public ByteMover mover() {
        CopyingMover copying = new CopyingMover(buffer);
        return pipes == null ? copying : new SplicingMover(copying, pipes);
    }

    /// Lets a socket send as soon as it can when its other end is on this host: a congestion control that
    /// spaces out what is sent, as bbr does, spares no network there and costs bulky flows half of their
    /// speed. Best before the socket connects or accepts: one that was paced once stays so in part.
    ///
    /// Asks nothing of the system where the calls are absent, or before the first bulky flow, which has
    /// them loaded.
    ///
    /// @param channel a socket that is to be connected, or one that accepts: those accepted later inherit it
    /// @param end where it connects to, or listens
    /// @return whether this socket is not paced any more
    public boolean unpace(NetworkChannel channel, InetAddress end) {
        return pipes != null && pipes.unpace(channel, end);
    }

    /// What bulky flows are moved by, in a word: `splice`, `copy`, or `untried` before there was one. Any thread may
    /// ask.
    public static String word() {
        return PipePool.word();
    }

    @Override
    public void close() {
        if (pipes != null) {
            pipes.close();
        }
    }
}
