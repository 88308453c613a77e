package dev.kecs.cli.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A process that locks its first argument, says so, and makes the file of its second argument when it reads a byte.
public final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                FileLock lock = channel.lock()) {
            System.out.println(lock.isValid() ? "locked" : "refused");
            int first = System.in.read();
            Files.writeString(Path.of(arguments[1]), Integer.toString(first));
            System.in.read();
        }
    }

    /// Starts such a process; its caller ends it.
    public static Process start(Path lock, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        lock.toString(),
                        file.toString())
                .start();
    }
}
