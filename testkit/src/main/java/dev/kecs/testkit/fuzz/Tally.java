package dev.kecs.testkit.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts inputs, and what of the tested program they reached. Any thread may count.
public final class Tally {
    private static final long USUAL_SEED = 20_261_128;
    private final String what;
    private final long seed;
    private final Map<Input.Kind, Long> inputs = new EnumMap<>(Input.Kind.class);
    private final Map<String, long[]> reached = new TreeMap<>();

    /// @param what is tested
    /// @param places everything that must be reached: methods, keys
    public Tally(String what, long seed, Set<String> places) {
        this.what = what;
        this.seed = seed;
        places.forEach(place -> reached.put(place, new long[2]));
    }

    /// The seed that the property `kecs.fuzz.seed` sets, else always the same, so that checking a change twice gives
    /// one
    /// answer. Who looks for more sets another.
    public static long seed() {
        return Long.getLong("kecs.fuzz.seed", USUAL_SEED);
    }

    public synchronized void count(Input input) {
        inputs.merge(input.kind(), 1L, Long::sum);
    }

    /// Notes that an input with this in it was taken, or refused.
    public synchronized void reach(String place, boolean taken) {
        long[] counts = reached.get(place);
        if (counts != null) {
            counts[taken ? 0 : 1]++;
        }
    }

    /// Notes all keys of a tree.
    public void reachAll(Tree tree, boolean taken) {
        Set<String> places = new HashSet<>();
        tree.places("", places);
        places.forEach(place -> reach(place, taken));
    }

    public synchronized long total() {
        return inputs.values().stream().mapToLong(Long::longValue).sum();
    }

    public synchronized long mutations() {
        return inputs.entrySet().stream()
                .filter(entry -> entry.getKey().isMutation())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// What was never in an input that was taken, or never in one that was refused.
    public synchronized List<String> missed() {
        List<String> missed = new ArrayList<>();
        reached.forEach((place, counts) -> {
            if (counts[0] == 0 || counts[1] == 0) {
                missed.add(place + (counts[0] == 0 ? " was never taken" : " was never refused"));
            }
        });
        return missed;
    }

    /// A report of some lines.
    @Override
    public synchronized String toString() {
        StringBuilder report = new StringBuilder("%s: %,d inputs, seed %d (-Dkecs.fuzz.seed=%d makes the same ones)"
                .formatted(what, total(), seed, seed));
        inputs.forEach((kind, count) -> report.append("%n  %,9d %s".formatted(count, kind.words())));
        report.append("%n  reached, each in inputs that were taken / refused:".formatted());
        reached.forEach(
                (place, counts) -> report.append("%n    %-36s %,9d / %,d".formatted(place, counts[0], counts[1])));
        return report.toString();
    }
}
