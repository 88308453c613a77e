package dev.kecs.bench.report;

import java.util.List;
import java.util.Locale;

/// Measurements of one thing, at least one, in ascending order.
public record Samples(List<Double> values) {
    public Samples {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no measurement");
        }
    }

    public double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /// The median and, in parentheses, the smallest and the largest.
    public String show(int decimals) {
        return show(median(), decimals) + " (" + show(values.getFirst(), decimals) + "–"
                + show(values.getLast(), decimals) + ")";
    }

    public static String show(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
