package dev.kecs.engine.kubernetes.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;

/// Takes stamped lines and lets each through once, though every new connection begins again with lines of the same
/// second. Owned by the reader of the log.
final class Lines {
    private static final int BUFFER = 64 * 1024;
    private Optional<Instant> last = Optional.empty();
    /// How many lines of the time `last` were let through, and how many of them are still to come again.
    private int atLast;

    private int toSkip;

    /// A connection begins.
    ///
    /// @return from when on it is to tell
    Optional<Instant> begin() {
        toSkip = atLast;
        return last;
    }

    /// What the container wrote; empty when that was told before.
    Optional<byte[]> take(byte[] line) {
        int space = indexOfSpace(line);
        if (space < 0) {
            return Optional.of(line);
        }
        Instant time;
        try {
            time = OffsetDateTime.parse(new String(line, 0, space, StandardCharsets.US_ASCII))
                    .toInstant();
        } catch (DateTimeException notStamped) {
            return Optional.of(line);
        }
        if (last.filter(time::isBefore).isPresent()) {
            return Optional.empty();
        }
        if (last.filter(time::equals).isPresent()) {
            if (toSkip > 0) {
                toSkip--;
                return Optional.empty();
            }
            atLast++;
        } else {
            last = Optional.of(time);
            atLast = 1;
            toSkip = 0;
        }
        return Optional.of(Arrays.copyOfRange(line, space + 1, line.length));
    }

    private static int indexOfSpace(byte[] line) {
        for (int i = 0; i < line.length; i++) {
            if (line[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    /// What is told of each line, its line feed included.
    interface Listener {
        void line(byte[] line) throws InterruptedException;
    }

    /// Cuts a stream into lines; the last one may lack its line feed.
    static void of(InputStream from, Listener listener) throws IOException, InterruptedException {
        BufferedInputStream in = new BufferedInputStream(from, BUFFER);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                listener.line(line.toByteArray());
                line.reset();
            }
        }
        if (line.size() > 0) {
            listener.line(line.toByteArray());
        }
    }
}
