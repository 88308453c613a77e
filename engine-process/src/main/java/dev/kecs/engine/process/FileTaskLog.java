package dev.kecs.engine.process;

import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.engine.process.shim.ContainerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads a container's log files from where it left off. Not thread-safe.
final class FileTaskLog implements TaskLog {
    private static final int LARGEST_CHUNK = 256 * 1024;
    private final ContainerProcess container;
    private final Map<Stream, Long> offsets = new EnumMap<>(Stream.class);

    FileTaskLog(ContainerProcess container) {
        this.container = container;
    }

    @Override
    public List<Chunk> read() throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        read(Stream.STDOUT, container.stdout(), chunks);
        read(Stream.STDERR, container.stderr(), chunks);
        return chunks;
    }

    private void read(Stream stream, Path file, List<Chunk> chunks) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        long offset = offsets.getOrDefault(stream, 0L);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (offset < channel.size()) {
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LARGEST_CHUNK, channel.size() - offset));
                int count = channel.read(bytes, offset);
                if (count <= 0) {
                    break;
                }
                offset += count;
                chunks.add(new Chunk(stream, bytes.flip().asReadOnlyBuffer()));
            }
        }
        offsets.put(stream, offset);
    }

    @Override
    public boolean ended() {
        try {
            return container.exitStatus().isPresent() || !container.claimed();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + container.directory(), failure);
        }
    }

    @Override
    public void close() {
        offsets.clear();
    }
}
