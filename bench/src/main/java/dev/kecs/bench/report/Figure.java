package dev.kecs.bench.report;

/// A figure to reach, what was measured for it, and whether that is enough.
public record Figure(String wanted, String measured, boolean reached) {
    /// Reached by a measured value of at most the limit.
    public static Figure atMost(String wanted, double measured, double limit, String unit) {
        return new Figure(wanted, compare(measured, limit, unit), measured <= limit);
    }

    /// Reached by a measured value of at least the limit.
    public static Figure atLeast(String wanted, double measured, double limit, String unit) {
        return new Figure(wanted, compare(measured, limit, unit), measured >= limit);
    }

    public String verdict() {
        return reached ? "reached" : "**missed**";
    }

    private static String compare(double measured, double limit, String unit) {
        int decimals = Math.abs(limit) < 10 ? 2 : Math.abs(limit) < 100 ? 1 : 0;
        return Samples.show(measured, decimals) + " against " + Samples.show(limit, decimals) + " " + unit;
    }
}
