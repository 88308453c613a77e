package dev.kecs.acceptance.forward;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// A child process in a session of its own that has every socket of its parent, which [ProcessBuilder] would close.
final class SurvivingChild {
    private static final List<String> COMMAND = List.of("setsid", "sleep", "600");

    private SurvivingChild() {}

    /// @return its pid
    @SuppressWarnings("restricted") // No other way leaves the sockets open in a child.
    static int start() {
        Linker linker = Linker.nativeLinker();
        MethodHandle spawn = linker.downcallHandle(
                linker.defaultLookup().find("posix_spawnp").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment words = arena.allocate(ValueLayout.ADDRESS, COMMAND.size() + 1L);
            for (int word = 0; word < COMMAND.size(); word++) {
                words.setAtIndex(ValueLayout.ADDRESS, word, arena.allocateFrom(COMMAND.get(word)));
            }
            MemorySegment none = arena.allocate(ValueLayout.ADDRESS);
            int error = (int) spawn.invokeExact(
                    pid, arena.allocateFrom(COMMAND.getFirst()), MemorySegment.NULL, MemorySegment.NULL, words, none);
            if (error != 0) {
                throw new IllegalStateException("posix_spawnp failed with " + error);
            }
            return pid.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable failure) {
            throw new IllegalStateException("no child could be started", failure);
        }
    }
}
