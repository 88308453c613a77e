package dev.kecs.ecs.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A reader over what a container wrote. Not thread-safe.
public interface TaskLog extends AutoCloseable {
    enum Stream {
        STDOUT,
        STDERR
    }

    /// Some bytes of one stream, in the order they were written to it.
    record Chunk(Stream stream, ByteBuffer bytes) {}

    /// What came since the last call; empty when there is nothing new.
    List<Chunk> read() throws IOException;

    /// Whether the container has ended, so that after one more [#read] nothing follows.
    boolean ended();

    @Override
    void close();
}
