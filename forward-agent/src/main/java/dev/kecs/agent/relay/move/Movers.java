package dev.kecs.agent.relay.move;

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
        return new Movers(kind == Kind.COPYING ? null : new PipePool());
    }

    public LoopBuffer buffer() {
        return buffer;
    }

    /// For one direction of a connection.
    public ByteMover mover() {
        CopyingMover copying = new CopyingMover(buffer);
        return pipes == null ? copying : new SplicingMover(copying, pipes);
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
