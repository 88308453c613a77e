package dev.kecs.agent.forward;

import dev.kecs.agent.statefile.StateFile;
import dev.kecs.protocol.forward.ForwardView;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps `state.yaml`: it is written when nothing was noted for a second, and after ten seconds even so. Any thread may
/// note; the scheduler's thread only looks, and one virtual thread at a time writes, so that nobody waits for a disk.
final class ObservedState {
    private static final Logger LOG = LoggerFactory.getLogger(ObservedState.class);
    private static final int MOST_LOOKS = 10;

    private final StateFile file;
    private final ScheduledExecutorService scheduler;
    private final Supplier<List<ForwardView>> forwards;
    private final AtomicLong noted = new AtomicLong();
    private final AtomicBoolean due = new AtomicBoolean();

    /// @param forwards as they are when it is asked
    ObservedState(StateFile file, ScheduledExecutorService scheduler, Supplier<List<ForwardView>> forwards) {
        this.file = file;
        this.scheduler = scheduler;
        this.forwards = forwards;
    }

    /// Something has changed.
    void noted() {
        noted.incrementAndGet();
        if (due.compareAndSet(false, true)) {
            lookIn(1, MOST_LOOKS);
        }
    }

    private void lookIn(int seconds, int looks) {
        long seen = noted.get();
        var _ = scheduler.schedule(() -> look(seen, looks), seconds, TimeUnit.SECONDS);
    }

    private void look(long seen, int looks) {
        if (noted.get() != seen && looks > 1) {
            lookIn(1, looks - 1);
        } else {
            Thread.ofVirtual().name("state-file").start(this::write);
        }
    }

    private void write() {
        long seen = noted.get();
        try {
            file.write(forwards.get());
        } catch (IOException e) {
            LOG.warn("state.yaml cannot be written: {}", e.getMessage());
        } finally {
            due.set(false);
        }
        if (noted.get() != seen && due.compareAndSet(false, true)) {
            lookIn(1, MOST_LOOKS);
        }
    }
}
