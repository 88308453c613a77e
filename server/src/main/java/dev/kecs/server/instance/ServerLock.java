package dev.kecs.server.instance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The lock that makes this process the instance's server; the system frees it however the process ends.
record ServerLock(FileChannel channel, FileLock lock) implements AutoCloseable {
    /// Empty when another process has it.
    static Optional<ServerLock> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new ServerLock(channel, lock));
    }

    @Override
    public void close() throws IOException {
        lock.close();
        channel.close();
    }
}
