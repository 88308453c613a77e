package dev.kecs.hostports;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/// Every port of a range is taken. The message names the range and who holds which.
public final class NoFreePortException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int NAMED = 12;
    private final transient NavigableMap<Integer, String> holders;

    /// @param holders of each port of the range
    public NoFreePortException(PortRange range, Map<Integer, String> holders) {
        super(message(range, new TreeMap<>(holders)));
        this.holders = new TreeMap<>(holders);
    }

    /// Who holds which port.
    public NavigableMap<Integer, String> holders() {
        return new TreeMap<>(holders);
    }

    private static String message(PortRange range, NavigableMap<Integer, String> holders) {
        if (range.first() == range.last()) {
            return range + " is held by " + holders.get(range.first());
        }
        StringBuilder text = new StringBuilder(range + " are all taken: ");
        int named = 0;
        Integer port = holders.firstKey();
        while (port != null && named < NAMED) {
            int last = lastOfSame(holders, port);
            text.append(named == 0 ? "" : ", ").append(port);
            if (last > port) {
                text.append('-').append(last);
            }
            text.append(" by ").append(holders.get(port));
            named++;
            port = holders.higherKey(last);
        }
        return port == null
                ? text.toString()
                : text.append(", and ")
                        .append(holders.tailMap(port).size())
                        .append(" more")
                        .toString();
    }

    private static int lastOfSame(NavigableMap<Integer, String> holders, int first) {
        int last = first;
        while (Objects.equals(holders.get(first), holders.get(last + 1))) {
            last++;
        }
        return last;
    }
}
