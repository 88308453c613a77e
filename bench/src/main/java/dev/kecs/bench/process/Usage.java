package dev.kecs.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a process and its descendants have used so far: CPU seconds (user and system), resident bytes and threads.
/// Source: `/proc/<pid>/stat` in ticks of 10 ms (`USER_HZ` is 100 on Linux) and `/proc/<pid>/status`.
public record Usage(double cpuSeconds, long residentBytes, int threads) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int LAST_TICKS = 14;

    public static Usage of(long pid) {
        return Stream.concat(
                        Stream.of(pid),
                        ProcessHandle.of(pid)
                                .map(process -> process.descendants().map(ProcessHandle::pid))
                                .orElseGet(Stream::empty))
                .map(Usage::ofOne)
                .reduce(new Usage(0, 0, 0), Usage::plus);
    }

    /// The same without descendants.
    public static Usage ofOne(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = USER_TICKS; i <= LAST_TICKS; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return new Usage(ticks / TICKS_PER_SECOND, status(pid, "VmRSS:") * 1024, (int) status(pid, "Threads:"));
        } catch (IOException e) {
            if (!Files.exists(Path.of("/proc/" + pid))) {
                // It ended since it was listed; its parent counts what it used.
                return new Usage(0, 0, 0);
            }
            throw new UncheckedIOException(e);
        }
    }

    private static long status(long pid, String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip().split(" ", -1)[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    private Usage plus(Usage other) {
        return new Usage(cpuSeconds + other.cpuSeconds, residentBytes + other.residentBytes, threads + other.threads);
    }
}
