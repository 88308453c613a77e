package dev.kecs.agent.relay.move;

import dev.kecs.agent.relay.move.Kernel.Pipe;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.NetworkChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A loop's pipes, owned by its thread. They are few, since a user may hold about 64 MiB of them (see pipe(7)), and who
/// gets none goes on copying. Nothing native is loaded before the first one is asked for, and then on a thread of its
/// own: loading takes a tenth of a second, and memory that an agent at rest need not hold.
final class PipePool implements AutoCloseable {
    private static final int SIZE = 1 << 20;
    private static final int SMALLEST = 256 << 10;
    private static final int MOST = 24;
    private static final int MOST_AT_REST = 2;
    private static final long REFUSED_NANOS = TimeUnit.MINUTES.toNanos(1);

    /// What is known of the kernel, for all loops.
    private enum Support {
        UNTRIED,
        LOADING,
        THERE,
        ABSENT
    }

    private static final Object LOADING = new Object();
    private static volatile Support support = Support.UNTRIED;

    private final Deque<Pipe> free = new ArrayDeque<>();
    private final LongSupplier nanoTime;
    private @Nullable Kernel kernel;
    private int taken;

    /// Whether the user's share of pipes was used up when one was made last, and when that was.
    private boolean refused;
    private long refusedAt;

    /// @param nanoTime as of [System#nanoTime]
    PipePool(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Null when there is none to be had now.
    @Nullable Pipe take() {
        if (isRefused() || taken >= MOST || !isThere()) {
            return null;
        }
        Pipe pipe = free.pollFirst();
        if (pipe == null) {
            pipe = make(SIZE);
        }
        if (pipe != null) {
            taken++;
        }
        return pipe;
    }

    /// Whether a pipe that moves nothing now is better given back.
    boolean isScarce() {
        return taken > MOST / 2;
    }

    /// See [Movers#unpace].
    boolean unpace(NetworkChannel channel, InetAddress end) {
        return support == Support.THERE && end.isLoopbackAddress() && kernel().unpace(Kernel.descriptor(channel));
    }

    private boolean isRefused() {
        refused = refused && nanoTime.getAsLong() - refusedAt < REFUSED_NANOS;
        return refused;
    }

    /// @param size in bytes, as wished
    @Nullable Pipe make(int size) {
        try {
            Pipe made = kernel().pipe(size);
            if (made.size() >= SMALLEST) {
                return made;
            }
            // The user's share of pipes is used up. It may become free again, but asking each time costs too much.
            refused = true;
            refusedAt = nanoTime.getAsLong();
            kernel().close(made);
        } catch (IOException e) {
            // No descriptors are left; they are needed for connections more than for pipes.
        }
        return null;
    }

    /// Whether the calls are loaded; begins to load them when nobody has.
    private static boolean isThere() {
        if (support == Support.UNTRIED) {
            synchronized (LOADING) {
                if (support == Support.UNTRIED) {
                    support = Support.LOADING;
                    Thread.ofPlatform().name("splice-load").daemon().start(PipePool::load);
                }
            }
        }
        return support == Support.THERE;
    }

    private static void load() {
        Support found = Support.ABSENT;
        try {
            if (isKnown()) {
                Kernel tried = new Kernel();
                tried.close(tried.pipe(SMALLEST));
                found = Support.THERE;
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            // Copying serves everywhere.
            found = Support.ABSENT;
        }
        support = found;
    }

    /// Whether this is a system that has the calls; that they work shows when the first pipe is made. Asked here, since
    /// [Kernel] links them all when it is first touched.
    private static boolean isKnown() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
    }

    /// What bulky flows are moved by, in a word: `splice`, `copy`, or `untried` before there was one.
    static String word() {
        return switch (support) {
            case THERE -> "splice";
            case ABSENT -> "copy";
            case UNTRIED, LOADING -> isKnown() ? "untried" : "copy";
        };
    }

    Kernel kernel() {
        Kernel known = kernel;
        if (known == null) {
            known = new Kernel();
            kernel = known;
        }
        return known;
    }

    /// @param empty whether nothing is in it: what is left of one connection must not reach another
    void release(Pipe pipe, boolean empty) {
        taken--;
        if (empty && free.size() < MOST_AT_REST) {
            free.addFirst(pipe);
        } else {
            kernel().close(pipe);
        }
    }

    @Override
    public void close() {
        for (Pipe pipe = free.pollFirst(); pipe != null; pipe = free.pollFirst()) {
            kernel().close(pipe);
        }
    }
}
