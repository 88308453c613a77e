package dev.kecs.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The machine of a run, in a sentence.
public final class Machine {
    private Machine() {}

    public static String describe() throws IOException {
        return "Run of " + LocalDate.now(ZoneOffset.UTC) + " on "
                + Runtime.getRuntime().availableProcessors()
                + " cores (" + first("/proc/cpuinfo", "model name") + "), "
                + Long.parseLong(first("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / (1024 * 1024)
                + " GiB of memory, Linux " + System.getProperty("os.version")
                + ", load average " + Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]
                + " when it began; the generator and the target share these cores with what is measured.";
    }

    private static String first(String file, String key) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
