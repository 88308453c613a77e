package dev.kecs.agent.relay;

import java.time.Duration;

/// How long and how many connections wait for a destination.
public record HoldLimits(Duration longest, int most) {
    public HoldLimits {
        if (longest.isNegative() || most < 0) {
            throw new IllegalArgumentException("limits must not be negative: " + longest + ", " + most);
        }
    }
}
