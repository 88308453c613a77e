package dev.kecs.agent.session;

import dev.kecs.forwardconfig.agent.Retry;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing pauses with jitter: from the shortest, doubling to 750 ms, and to the longest only when it has failed for
/// ten minutes and nobody waits, or when the shortest is as long as that already. Owned by one session.
final class Backoff {
    private static final long LONGEST_WHILE_FRESH = 750;
    private static final long FRESH = Duration.ofMinutes(10).toMillis();

    private final Retry retry;
    private final RandomGenerator random;
    private long pause;
    private long waited;

    Backoff(Retry retry, RandomGenerator random) {
        this.retry = retry;
        this.pause = retry.initial().toMillis();
        this.random = random;
    }

    /// How long to wait before the next try.
    Duration next() {
        long current = pause;
        waited += current;
        boolean fresh = waited < FRESH && retry.initial().toMillis() < LONGEST_WHILE_FRESH;
        long longest = retry.longest().toMillis();
        pause = Math.min(pause * 2, fresh ? Math.min(LONGEST_WHILE_FRESH, longest) : longest);
        return Duration.ofMillis(current - random.nextLong(current / 5 + 1));
    }

    void reset() {
        pause = retry.initial().toMillis();
        waited = 0;
    }
}
