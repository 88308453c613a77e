package dev.kecs.agent.forward;

import dev.kecs.agent.statefile.LogFile;
import dev.kecs.protocol.paths.ForwardPaths;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends lines to `logs/<forward>.log`, each forward's in their order. Any thread may append; a virtual thread that
/// lives while there is something to write does so, and no session waits for a disk.
final class ForwardLogs {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardLogs.class);
    private static final long LONGEST_END_SECONDS = 2;

    private final ForwardPaths paths;
    private final InstantSource clock;
    private final Queue<Line> waiting = new ConcurrentLinkedQueue<>();
    /// How often there was something to write since the thread began its last round; 0 while there is no thread.
    private final AtomicInteger given = new AtomicInteger();

    /// What is to be appended; or, without a text, somebody who waits until all before it has been.
    private record Line(String forward, String text, CountDownLatch written) {}

    ForwardLogs(ForwardPaths paths, InstantSource clock) {
        this.paths = paths;
        this.clock = clock;
    }

    /// Returns at once.
    void append(String forward, String line) {
        give(new Line(
                forward, clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n", new CountDownLatch(1)));
    }

    /// Waits until all that was appended is written, but not for ever.
    void flush() {
        Line last = new Line("", "", new CountDownLatch(1));
        give(last);
        try {
            if (!last.written().await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the forwards' logs could not be written in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void give(Line line) {
        waiting.add(line);
        if (given.getAndIncrement() == 0) {
            Thread.ofVirtual().name("forward-logs").start(this::writeAll);
        }
    }

    private void writeAll() {
        int seen = 1;
        while (seen != 0) {
            Map<String, StringBuilder> texts = new LinkedHashMap<>();
            for (Line line = waiting.poll(); line != null; line = waiting.poll()) {
                if (line.text().isEmpty()) {
                    write(texts);
                    texts.clear();
                } else {
                    texts.computeIfAbsent(line.forward(), forward -> new StringBuilder())
                            .append(line.text());
                }
                line.written().countDown();
            }
            write(texts);
            seen = given.addAndGet(-seen);
        }
    }

    private void write(Map<String, StringBuilder> texts) {
        texts.forEach((forward, text) -> {
            try {
                new LogFile(paths.log(forward)).append(text.toString());
            } catch (IOException e) {
                LOG.warn("cannot write the log of forward {}: {}", forward, e.getMessage());
            }
        });
    }
}
