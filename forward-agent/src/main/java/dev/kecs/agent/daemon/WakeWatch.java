package dev.kecs.agent.daemon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Notices that this computer slept or this process stood still: then more time has passed between two looks than was
/// meant to. Owned by the thread that looks. A clock that is set by hand looks the same, and does no harm.
final class WakeWatch implements Runnable {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration STOOD_STILL = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final Runnable woke;
    private Instant looked;

    WakeWatch(InstantSource clock, Runnable woke) {
        this.clock = clock;
        this.woke = woke;
        this.looked = clock.instant();
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        Duration passed = Duration.between(looked, now);
        looked = now;
        if (passed.minus(BETWEEN_LOOKS).compareTo(STOOD_STILL) > 0) {
            woke.run();
        }
    }
}
