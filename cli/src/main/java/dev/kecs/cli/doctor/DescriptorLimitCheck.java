package dev.kecs.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How many connections forwards can carry at once: each takes two descriptors.
///
/// @param limit descriptors a process may open; 0 when it cannot be known
record DescriptorLimitCheck(long limit) implements Check {

    private static final long PLENTY = 20_000;

    static DescriptorLimitCheck ofSystem() {
        try {
            return new DescriptorLimitCheck(parse(Files.readAllLines(Path.of("/proc/self/limits"))));
        } catch (IOException elsewhere) {
            return new DescriptorLimitCheck(0);
        }
    }

    /// The hard limit: the JVM raises its soft limit to that.
    static long parse(List<String> limits) {
        for (String line : limits) {
            if (line.startsWith("Max open files")) {
                String[] words =
                        line.substring("Max open files".length()).strip().split(" +", -1);
                return words[1].equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(words[1]);
            }
        }
        return 0;
    }

    @Override
    public Finding look() {
        if (limit == 0) {
            return Finding.ok("descriptors", "no limit known");
        }
        if (limit < PLENTY) {
            return Finding.warn(
                    "descriptors",
                    "at most " + limit + ", so about " + limit / 2 + " connections through forwards",
                    "Raise it before kecs start: ulimit -n " + PLENTY);
        }
        return Finding.ok("descriptors", limit == Long.MAX_VALUE ? "unlimited" : "at most " + limit);
    }
}
