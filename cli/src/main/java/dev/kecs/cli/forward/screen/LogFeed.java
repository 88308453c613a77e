package dev.kecs.cli.forward.screen;

import dev.kecs.cli.forward.screen.model.News;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Reads the end of a forward's log and what is added to it. Belongs to the thread that runs it.
///
/// @param name the forward's
/// @param pulse tells that something may have been added
record LogFeed(String name, Path log, Consumer<News> inbox, Pulse pulse) implements Runnable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final long REACH = 256 << 10;

    @Override
    public void run() {
        try {
            Path older = log.resolveSibling(log.getFileName() + ".1");
            tell(since(older, Math.max(0, size(older) - REACH)));
            long read = Math.max(0, size(log) - REACH);
            while (true) {
                // A smaller file is a new one that has taken its place.
                read = size(log) < read ? 0 : read;
                byte[] more = since(log, read);
                int whole = wholeLines(more);
                read += whole;
                tell(Arrays.copyOf(more, whole));
                pulse.await(BETWEEN_LOOKS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(byte[] text) {
        List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        if (!lines.isEmpty()) {
            inbox.accept(new News.Logged(name, lines));
        }
    }

    /// A line without an end is still being written.
    private static int wholeLines(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /// What the file holds from the position on; nothing when it cannot be read, as while it is replaced.
    private static byte[] since(Path file, long from) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.clamp(open.length() - from, 0, REACH)];
            open.seek(from);
            open.readFully(bytes);
            return bytes;
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }
}
