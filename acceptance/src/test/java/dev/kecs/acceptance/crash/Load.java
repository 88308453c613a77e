package dev.kecs.acceptance.crash;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// What all clients of one test have in common. Any thread may call.
final class Load {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean goesOn = true;

    boolean goesOn() {
        return goesOn;
    }

    void end() {
        goesOn = false;
    }

    void acknowledged() {
        acknowledged.incrementAndGet();
    }

    int count() {
        return acknowledged.get();
    }

    /// Waits until clients have been told of that many more changes.
    void await(int more) {
        int enough = acknowledged.get() + more;
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> acknowledged.get() >= enough);
    }
}
