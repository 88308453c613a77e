package dev.kecs.agent.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The exclusive lock that makes this process the instance's agent; the system frees it however the process ends.
final class AgentLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock held;

    private AgentLock(FileChannel channel, FileLock held) {
        this.channel = channel;
        this.held = held;
    }

    /// @return null when another process has it
    static @Nullable AgentLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileLock held = channel.tryLock();
        if (held == null) {
            channel.close();
            return null;
        }
        return new AgentLock(channel, held);
    }

    @Override
    public void close() throws IOException {
        held.close();
        channel.close();
    }
}
