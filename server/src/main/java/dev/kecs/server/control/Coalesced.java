package dev.kecs.server.control;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that is done once for all who asked for it since it was done last: never twice at a time, and always once more
/// after somebody has asked. Done on a virtual thread that lives while there is some. Any thread may ask.
final class Coalesced {
    private static final Logger LOG = LoggerFactory.getLogger(Coalesced.class);

    private final String name;
    private final Runnable work;
    /// How often somebody asked since the thread began its last round; 0 while there is no thread.
    private final AtomicInteger asked = new AtomicInteger();

    Coalesced(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    /// Returns at once.
    void ask() {
        if (asked.getAndIncrement() == 0) {
            Thread.ofVirtual().name(name).start(this::doAll);
        }
    }

    private void doAll() {
        int seen = 1;
        while (seen != 0) {
            try {
                work.run();
            } catch (RuntimeException defect) {
                // Whoever asks next is served all the same.
                LOG.error("{} failed", name, defect);
            }
            seen = asked.addAndGet(-seen);
        }
    }
}
