package dev.kecs.agent.relay.move;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.channels.NetworkChannel;
import java.nio.charset.StandardCharsets;

/// The system calls that move bytes without bringing them here: splice(2), pipe2(2), fcntl(2), close(2) of Linux, and
/// setsockopt(2) for what the JDK cannot set. An instance holds the memory for one thread's calls and is owned by it.
@SuppressWarnings("restricted")
final class Kernel {
    /// A call would have had to wait.
    static final long AGAIN = -1;

    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int F_SETPIPE_SZ = 1031;
    private static final int SPLICE_F_MOVE = 1;
    private static final int SPLICE_F_NONBLOCK = 2;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_CONGESTION = 13;
    /// In every kernel, and granted to every user.
    private static final byte[] RENO = "reno".getBytes(StandardCharsets.US_ASCII);

    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO_TOO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle DESCRIPTOR = descriptorOfChannel();
    private static final MethodHandle SPLICE = call(
            "splice",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT));
    private static final MethodHandle PIPE =
            call("pipe2", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle FCNTL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("fcntl"),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2),
            ERRNO_TOO);
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private static final MethodHandle SETSOCKOPT = call(
            "setsockopt",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT));

    private final MemorySegment state = Arena.ofAuto().allocate(STATE);
    private final MemorySegment ends = Arena.ofAuto().allocate(ValueLayout.JAVA_INT, 2);

    private final MemorySegment reno = Arena.ofAuto().allocate(RENO.length).copyFrom(MemorySegment.ofArray(RENO));

    private static MethodHandle call(String name, FunctionDescriptor shape) {
        SymbolLookup system = LINKER.defaultLookup();
        return LINKER.downcallHandle(system.findOrThrow(name), shape, ERRNO_TOO);
    }

    static int descriptor(NetworkChannel channel) {
        try {
            return (int) DESCRIPTOR.invokeExact(channel);
        } catch (Throwable e) {
            throw new IllegalStateException("a channel does not tell its descriptor", e);
        }
    }

    /// The JDK's own, which it exports to nobody: the launcher must (`--add-exports java.base/sun.nio.ch=ALL-UNNAMED`).
    private static MethodHandle descriptorOfChannel() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(Class.forName("sun.nio.ch.SelChImpl"), "getFDVal", MethodType.methodType(int.class))
                    .asType(MethodType.methodType(int.class, NetworkChannel.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("sun.nio.ch is not exported to this program", e);
        }
    }

    /// A pipe of at least this size, or what the system gives.
    Pipe pipe(int size) throws IOException {
        try {
            if ((int) PIPE.invokeExact(state, ends, O_NONBLOCK | O_CLOEXEC) != 0) {
                throw new IOException("pipe2: errno " + errno());
            }
            int out = ends.getAtIndex(ValueLayout.JAVA_INT, 0);
            int in = ends.getAtIndex(ValueLayout.JAVA_INT, 1);
            int given = (int) FCNTL.invokeExact(state, in, F_SETPIPE_SZ, size);
            return new Pipe(out, in, given);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("pipe2 cannot be called", e);
        }
    }

    /// How many bytes went from one descriptor to the other, 0 at the end of the first, or [#AGAIN].
    long splice(int from, int to, long most) throws IOException {
        long moved;
        int why;
        do {
            try {
                moved = (long) SPLICE.invokeExact(
                        state,
                        from,
                        MemorySegment.NULL,
                        to,
                        MemorySegment.NULL,
                        most,
                        SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
            } catch (Throwable e) {
                throw new IllegalStateException("splice cannot be called", e);
            }
            why = moved < 0 ? errno() : 0;
        } while (why == EINTR);
        if (moved >= 0) {
            return moved;
        }
        if (why == EAGAIN) {
            return AGAIN;
        }
        throw new IOException("splice: errno " + why);
    }

    /// Asks for a congestion control that does not space out what it sends; sockets that this one accepts inherit it.
    ///
    /// @return whether it was granted
    boolean unpace(int socket) {
        try {
            return (int) SETSOCKOPT.invokeExact(state, socket, IPPROTO_TCP, TCP_CONGESTION, reno, RENO.length) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("setsockopt cannot be called", e);
        }
    }

    void close(Pipe pipe) {
        try {
            int first = (int) CLOSE.invokeExact(state, pipe.out());
            int second = (int) CLOSE.invokeExact(state, pipe.in());
            if (first != 0 || second != 0) {
                throw new IllegalStateException("close: errno " + errno());
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("close cannot be called", e);
        }
    }

    private int errno() {
        return (int) ERRNO.get(state, 0L);
    }

    /// Two descriptors and how many bytes lie between them at most.
    ///
    /// @param size -1 when the system refused to make it as large as wished
    record Pipe(int out, int in, int size) {}
}
