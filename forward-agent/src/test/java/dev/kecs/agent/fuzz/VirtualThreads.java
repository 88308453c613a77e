package dev.kecs.agent.fuzz;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The virtual threads of this process. Stateless.
final class VirtualThreads {
    private static final Pattern THREAD = Pattern.compile("#\\d+ \"(.*)\" virtual.*");

    private VirtualThreads() {}

    /// Those whose name begins with one of these.
    static List<String> named(String... beginnings) throws IOException {
        Path directory = Files.createTempDirectory("threads");
        Path dump = directory.resolve("dump");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            return Files.readAllLines(dump).stream()
                    .map(THREAD::matcher)
                    .filter(Matcher::matches)
                    .map(thread -> thread.group(1))
                    .filter(name -> Stream.of(beginnings).anyMatch(name::startsWith))
                    .toList();
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(directory);
        }
    }
}
