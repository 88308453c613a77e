package dev.kecs.agent.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A temporary directory, in memory where this system has such: fsync on a disk would be most of the time.
record MemoryDirectory(Path path) implements AutoCloseable {
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    static MemoryDirectory create() throws IOException {
        return new MemoryDirectory(
                Files.isWritable(IN_MEMORY)
                        ? Files.createTempDirectory(IN_MEMORY, "fuzz")
                        : Files.createTempDirectory("fuzz"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
