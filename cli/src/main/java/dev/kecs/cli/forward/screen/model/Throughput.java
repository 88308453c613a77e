package dev.kecs.cli.forward.screen.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How fast bytes move through a forward, both ways together, in samples of a second or more.
///
/// @param bytes moved until the last sample
/// @param at when the last sample was taken
/// @param rates bytes a second, the newest last
public record Throughput(long bytes, Instant at, List<Long> rates) {

    private static final int KEPT = 60;
    /// News that come in between, because something happened, make no sample of their own.
    private static final Duration SHORTEST = Duration.ofMillis(900);

    public Throughput {
        rates = List.copyOf(rates);
    }

    static Throughput from(ForwardRow forward, Instant now) {
        return new Throughput(moved(forward), now, List.of());
    }

    /// With one more sample, when it is time for one. An agent that began anew counts from 0.
    Throughput then(ForwardRow forward, Instant now) {
        long millis = Duration.between(at, now).toMillis();
        if (millis < SHORTEST.toMillis()) {
            return this;
        }
        long moved = moved(forward);
        List<Long> more = new ArrayList<>(rates);
        more.add(Math.max(0, moved - bytes) * 1000 / millis);
        return new Throughput(moved, now, more.subList(Math.max(0, more.size() - KEPT), more.size()));
    }

    /// Bytes a second in the last sample.
    public long now() {
        return rates.isEmpty() ? 0 : rates.getLast();
    }

    private static long moved(ForwardRow forward) {
        return forward.bytesIn() + forward.bytesOut();
    }
}
