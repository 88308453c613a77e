package dev.kecs.agent.relay.route;

import java.time.Duration;

/// What a listener allows; may change while connections live.
///
/// @param longestHold how long a connection waits for a destination; zero for not at all
/// @param mostHeld how many wait at most
/// @param most how many connections there are at most, those that wait included; 0 for no limit
/// @param idle after how long without a byte in either direction a connection is reset; zero for never
public record Limits(Duration longestHold, int mostHeld, int most, Duration idle) {
    public Limits {
        if (longestHold.isNegative() || mostHeld < 0 || most < 0 || idle.isNegative()) {
            throw new IllegalArgumentException(
                    "limits must not be negative: " + longestHold + ", " + mostHeld + ", " + most + ", " + idle);
        }
    }

    public static Limits holding(Duration longest, int most) {
        return new Limits(longest, most, 0, Duration.ZERO);
    }
}
