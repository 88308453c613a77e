package dev.kecs.engine.kubernetes.command;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When what is to be looked at again though nothing is heard of it. Owned by the cluster's thread.
///
/// @param <K> what things are known by
public final class Appointments<K> {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 4;
    private final Map<K, Instant> times = new HashMap<>();
    private final Map<K, Integer> failures = new HashMap<>();

    public void at(K thing, Instant when) {
        times.merge(thing, when, (one, other) -> one.isBefore(other) ? one : other);
    }

    /// After a failure: 1 s, then twice as long each time, 16 s at most.
    public void later(K thing, Instant now) {
        int doublings = Math.min(MOST_DOUBLINGS, failures.merge(thing, 1, Integer::sum) - 1);
        at(thing, now.plus(FIRST_WAIT.multipliedBy(1L << doublings)));
    }

    public void succeeded(K thing) {
        failures.remove(thing);
    }

    public void cancel(K thing) {
        times.remove(thing);
        failures.remove(thing);
    }

    public List<K> takeDue(Instant now) {
        List<K> due = times.entrySet().stream()
                .filter(each -> !each.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(times::remove);
        return due;
    }

    public Optional<Instant> next() {
        return times.values().stream().min(Instant::compareTo);
    }
}
