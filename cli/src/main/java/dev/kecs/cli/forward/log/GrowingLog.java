package dev.kecs.cli.forward.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A log file and what is added to it. One that was renamed is read to its end before the one that has taken its place,
/// so a rotation between two looks loses no line. Belongs to one thread.
public final class GrowingLog implements Closeable {
    private final Path file;
    private final long reach;
    private @Nullable Opened opened;

    /// @param key tells the file from another of the same name
    /// @param position what follows is not yet told
    private record Opened(FileChannel channel, Object key, long position) {
        Opened at(long next) {
            return new Opened(channel, key, next);
        }
    }

    /// Holds the file that is there now, if one is.
    ///
    /// @param reach bytes, of which the last are read at most: at the beginning, and when more was added at once
    /// @throws IOException when the file is there and cannot be read
    public GrowingLog(Path file, long reach) throws IOException {
        this.file = file;
        this.reach = reach;
        open();
    }

    /// The whole lines that were added since the last call. A line without an end is still being written.
    ///
    /// @throws IOException when the file is there and cannot be read
    public List<String> more() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            if (opened == null) {
                open();
            }
            Opened now = opened;
            if (now == null) {
                return lines;
            }
            // Asked before it is read to the end: nothing is added to a file that was renamed.
            boolean replaced = !now.key().equals(key());
            opened = read(now, lines);
            if (!replaced) {
                return lines;
            }
            close();
        }
    }

    private Opened read(Opened now, List<String> lines) throws IOException {
        long from = Math.max(now.position(), now.channel().size() - reach);
        if (now.channel().size() < now.position()) {
            // Emptied in place.
            from = 0;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(now.channel().size() - from));
        while (bytes.hasRemaining() && now.channel().read(bytes, from + bytes.position()) >= 0) {
            // Read on.
        }
        int whole = bytes.position();
        while (whole > 0 && bytes.get(whole - 1) != '\n') {
            whole--;
        }
        new String(bytes.array(), 0, whole, StandardCharsets.UTF_8).lines().forEach(lines::add);
        return now.at(from + whole);
    }

    private void open() throws IOException {
        while (opened == null) {
            Object key = key();
            try {
                FileChannel channel = FileChannel.open(file);
                // Another file may have taken its place between the two.
                if (key != null && key.equals(key())) {
                    opened = new Opened(channel, key, 0);
                } else {
                    channel.close();
                }
            } catch (NoSuchFileException absent) {
                return;
            }
        }
    }

    private @Nullable Object key() throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        Opened now = opened;
        opened = null;
        if (now != null) {
            now.channel().close();
        }
    }
}
