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

    /// Reached by a measured value of at most so many times another one's.
    public static Figure atMostTimes(double times, String whose, String what, double measured, double other) {
        return new Figure(
                "≤ " + ratio(times) + " × " + whose + ": " + what, compare(measured, other), measured <= times * other);
    }

    /// Reached by a measured value of at least so many times another one's.
    public static Figure atLeastTimes(double times, String whose, String what, double measured, double other) {
        return new Figure(
                "≥ " + ratio(times) + " × " + whose + ": " + what, compare(measured, other), measured >= times * other);
    }

    private static String compare(double measured, double other) {
        return Samples.show(measured / other, 2) + " ×: "
                + compare(measured, other, "").strip();
    }

    private static String ratio(double times) {
        return times == Math.rint(times) ? "" + (long) times : "" + times;
    }

    public String verdict() {
        return reached ? "reached" : "**missed**";
    }

    private static String compare(double measured, double limit, String unit) {
        int decimals = Math.abs(limit) < 10 ? 2 : Math.abs(limit) < 100 ? 1 : 0;
        return Samples.show(measured, decimals) + " against " + Samples.show(limit, decimals) + " " + unit;
    }
}
