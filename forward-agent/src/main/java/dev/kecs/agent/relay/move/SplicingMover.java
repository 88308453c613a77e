package dev.kecs.agent.relay.move;

import dev.kecs.agent.relay.move.Kernel.Pipe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// Copies what is little, and lets the kernel move what is much. Owned by the loop's thread.
///
/// | from | when | to |
/// |---|---|---|
/// | copying | a read was large, nothing is kept, and there is a pipe | splicing |
/// | splicing | the pipe is empty, and a turn brought little, or nothing while pipes are scarce | copying |
public final class SplicingMover implements ByteMover {
    private static final int BULKY = 128 << 10;
    private static final int LITTLE = 16 << 10;
    /// A pipe full, whereupon the loop's other connections have their turn.
    private static final long MOST_A_TURN = 1 << 20;

    private final CopyingMover copying;
    private final PipePool pipes;
    private @Nullable Pipe pipe;
    private long inPipe;
    private long moved;

    SplicingMover(CopyingMover copying, PipePool pipes) {
        this.copying = copying;
        this.pipes = pipes;
    }

    @Override
    public void begin(ByteBuffer early) {
        copying.begin(early);
    }

    @Override
    public Progress move(SocketChannel from, SocketChannel to) throws IOException {
        Pipe through = pipe;
        if (through != null) {
            moved = 0;
            return splice(through, Kernel.descriptor(from), Kernel.descriptor(to));
        }
        Progress progress = copying.move(from, to);
        moved = copying.moved();
        if (progress != Progress.BLOCKED && progress != Progress.ENDED && copying.largestRead() > BULKY) {
            pipe = pipes.take();
            if (pipe != null && to.getRemoteAddress() instanceof InetSocketAddress end) {
                pipes.unpace(to, end.getAddress());
            }
        }
        return progress;
    }

    private Progress splice(Pipe through, int from, int to) throws IOException {
        Kernel kernel = pipes.kernel();
        long filled = 0;
        if (inPipe == 0) {
            filled = kernel.splice(from, through.in(), MOST_A_TURN);
            if (filled == Kernel.AGAIN) {
                if (pipes.isScarce()) {
                    back(through);
                }
                return Progress.DRAINED;
            }
            if (filled == 0) {
                back(through);
                return Progress.ENDED;
            }
            inPipe = filled;
        }
        while (inPipe > 0) {
            long given = kernel.splice(through.out(), to, inPipe);
            if (given == Kernel.AGAIN) {
                return Progress.BLOCKED;
            }
            inPipe -= given;
            moved += given;
        }
        if (filled > 0 && filled < LITTLE) {
            back(through);
            return Progress.DRAINED;
        }
        return Progress.MORE;
    }

    private void back(Pipe through) {
        pipe = null;
        pipes.release(through, inPipe == 0);
        inPipe = 0;
    }

    @Override
    public long moved() {
        return moved;
    }

    @Override
    public void discard() {
        Pipe through = pipe;
        if (through != null) {
            back(through);
        }
        copying.discard();
    }
}
