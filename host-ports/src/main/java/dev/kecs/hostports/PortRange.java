package dev.kecs.hostports;

/// Consecutive TCP ports.
///
/// @param first 1 to 65535
/// @param last not below `first`, at most 65535
public record PortRange(int first, int last) {
    private static final int HIGHEST = 65_535;

    public PortRange {
        if (first < 1 || last < first || last > HIGHEST) {
            throw new IllegalArgumentException("There are no ports from " + first + " to " + last);
        }
    }

    /// `count` ports, or as many as there are.
    public static PortRange from(int first, int count) {
        return new PortRange(first, Math.min(HIGHEST, first + count - 1));
    }

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    @Override
    public String toString() {
        return first == last ? "port " + first : "ports " + first + " to " + last;
    }
}
