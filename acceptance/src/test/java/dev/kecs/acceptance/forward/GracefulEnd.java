package dev.kecs.acceptance.forward;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// What a program does between SIGTERM and its end: it finishes what it has, and tells those that come now that they
/// come late. Any thread may serve.
final class GracefulEnd {
    static final String SERVED = "served";
    static final String LATE = "late";

    /// Connections that were made before the signal may still wait to be accepted when it comes.
    private static final long BACKLOG_MILLIS = 250;
    private static final long OPEN_MILLIS = 1000;
    /// Less than the two seconds after which the task is killed.
    private static final long LONGEST_MILLIS = 1800;

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean late;

    /// Somebody who is told who serves.
    interface Served {
        void by(String who) throws IOException;
    }

    void follow() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    }

    void serve(Served served) throws IOException {
        underWay.incrementAndGet();
        try {
            served.by(System.getenv("KECS_TASK_DEFINITION") + " " + System.getenv("KECS_TASK_ID") + " "
                    + (late ? LATE : SERVED) + "\n");
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void end() {
        long signalled = System.nanoTime();
        park(BACKLOG_MILLIS);
        late = true;
        park(OPEN_MILLIS);
        while (underWay.get() > 0 && System.nanoTime() - signalled < TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS)) {
            park(5);
        }
    }

    private static void park(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
