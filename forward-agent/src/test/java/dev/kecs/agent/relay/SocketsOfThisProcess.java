package dev.kecs.agent.relay;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The TCP sockets that this process holds, asked of Linux: the relay's own are among them and are nowhere else to be
/// seen.
@SuppressWarnings("restricted")
final class SocketsOfThisProcess {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_CONGESTION = 13;
    private static final int MOST = 128;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle GETSOCKOPT = call("getsockopt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle GETSOCKNAME = call("getsockname");
    private static final MethodHandle GETPEERNAME = call("getpeername");

    private SocketsOfThisProcess() {}

    /// @param peerPort 0 when it is not connected
    record Open(int localPort, int peerPort, String congestionControl) {}

    private static MethodHandle call(String name, ValueLayout... between) {
        List<ValueLayout> arguments = new ArrayList<>(List.of(ValueLayout.JAVA_INT));
        arguments.addAll(List.of(between));
        arguments.add(ValueLayout.ADDRESS);
        arguments.add(ValueLayout.ADDRESS);
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments.toArray(ValueLayout[]::new)));
    }

    static List<Open> tcp() throws IOException {
        List<Open> all = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                look(Integer.parseInt(descriptor.getFileName().toString()), all);
            }
        }
        return all;
    }

    private static void look(int descriptor, List<Open> all) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(MOST);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, MOST);
            if ((int) GETSOCKOPT.invokeExact(descriptor, IPPROTO_TCP, TCP_CONGESTION, answer, length) == 0) {
                String congestionControl = answer.getString(0, StandardCharsets.US_ASCII);
                all.add(new Open(
                        port(GETSOCKNAME, descriptor, arena), port(GETPEERNAME, descriptor, arena), congestionControl));
            }
        } catch (Throwable e) {
            throw new IllegalStateException("descriptor " + descriptor, e);
        }
    }

    private static int port(MethodHandle whose, int descriptor, Arena arena) throws Throwable {
        MemorySegment address = arena.allocate(MOST);
        MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, MOST);
        if ((int) whose.invokeExact(descriptor, address, length) != 0) {
            return 0;
        }
        return Byte.toUnsignedInt(address.get(ValueLayout.JAVA_BYTE, 2)) << Byte.SIZE
                | Byte.toUnsignedInt(address.get(ValueLayout.JAVA_BYTE, 3));
    }
}
