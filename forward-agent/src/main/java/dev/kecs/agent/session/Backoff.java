package dev.kecs.agent.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing pauses with jitter: 50 ms, doubling to 750 ms; 15 s when it has failed for ten minutes and nobody waits.
/// Owned by one session.
final class Backoff {
    private static final long SHORTEST = 50;
    private static final long LONGEST_WHILE_FRESH = 750;
    private static final long LONGEST = 15_000;
    private static final long FRESH = Duration.ofMinutes(10).toMillis();

    private final RandomGenerator random;
    private long pause = SHORTEST;
    private long waited;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// How long to wait before the next try.
    Duration next() {
        long current = pause;
        waited += current;
        pause = Math.min(pause * 2, waited < FRESH ? LONGEST_WHILE_FRESH : LONGEST);
        return Duration.ofMillis(current - random.nextLong(current / 5 + 1));
    }

    void reset() {
        pause = SHORTEST;
        waited = 0;
    }
}
