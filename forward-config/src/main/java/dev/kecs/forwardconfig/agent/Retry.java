package dev.kecs.forwardconfig.agent;

import dev.kecs.config.Mistakes;
import dev.kecs.config.Section;
import dev.kecs.forwardconfig.DurationText;
import java.time.Duration;

/// The pauses between tries to reach an endpoint that took no connection.
///
/// @param initial the first one; each is twice the one before
/// @param longest none is longer
public record Retry(Duration initial, Duration longest) {
    public static final Retry DEFAULT = new Retry(Duration.ofMillis(50), Duration.ofSeconds(15));

    static Retry read(Section section, Duration most, Mistakes mistakes) {
        Duration initial = DurationText.read(section, "initial", mistakes).orElse(DEFAULT.initial);
        Duration longest = DurationText.read(section, "longest", mistakes).orElse(DEFAULT.longest);
        if (initial.isZero()) {
            mistakes.add(section.at("initial"), "initial must be 1ms or more");
        }
        if (longest.compareTo(initial) < 0 || longest.compareTo(most) > 0) {
            mistakes.add(section.at("longest"), "longest must be from initial to " + most.toHours() + "h");
        }
        return new Retry(initial, longest);
    }
}
