package dev.kecs.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands until a test moves it, forwards only. Any thread may read it.
public final class StandingClock implements InstantSource {
    private volatile Instant now;

    public StandingClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void moveTo(Instant later) {
        if (later.isBefore(now)) {
            throw new IllegalArgumentException("Time does not go back from " + now + " to " + later);
        }
        now = later;
    }

    public void advance(Duration duration) {
        moveTo(now.plus(duration));
    }
}
