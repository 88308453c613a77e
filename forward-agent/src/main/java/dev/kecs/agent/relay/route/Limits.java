package dev.kecs.agent.relay.route;

import java.time.Duration;

/// What a listener allows; may change while connections live. More than ten years count as ten, so that no sum of
/// nanoseconds overflows.
///
/// @param longestHold how long a connection waits for a destination; zero for not at all
/// @param mostHeld how many wait at most
/// @param most how many connections there are at most, those that wait included; 0 for no limit
/// @param idle after how long without a byte in either direction a connection is reset; zero for never
public record Limits(Duration longestHold, int mostHeld, int most, Duration idle) {
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    public Limits {
        if (longestHold.isNegative() || mostHeld < 0 || most < 0 || idle.isNegative()) {
            throw new IllegalArgumentException(
                    "limits must not be negative: " + longestHold + ", " + mostHeld + ", " + most + ", " + idle);
        }
        longestHold = longestHold.compareTo(FOR_EVER) > 0 ? FOR_EVER : longestHold;
        idle = idle.compareTo(FOR_EVER) > 0 ? FOR_EVER : idle;
    }

    public static Limits holding(Duration longest, int most) {
        return new Limits(longest, most, 0, Duration.ZERO);
    }
}
