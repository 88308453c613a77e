package dev.kecs.acceptance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Scenario 15: the benchmark runs to its end, side by side with haproxy, socat and no relay, on the same target. Its
/// size is small: what is looked at is that every figure is there, not how large it is. Needs `haproxy` and `socat`.
@Timeout(300)
class SideBySideIT {
    private static final List<String> RELAYS =
            List.of("kecs", "haproxy", "haproxy with splice", "socat -b 8192", "socat -b 262144", "no relay");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @Test
    void theBenchmarkTellsEveryFigureOfEveryRelayAndLeavesNothingRunning() throws Exception {
        Path printed = directory.resolve("printed");
        Process benchmark = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("t")),
                        "-cp",
                        classPath(),
                        "dev.kecs.bench.Main",
                        "small")
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(benchmark.waitFor(240, TimeUnit.SECONDS))
                    .as("ended: %s", Files.readString(printed))
                    .isTrue();
        } finally {
            benchmark.destroyForcibly();
        }
        String report = Files.readString(printed);
        assertThat(benchmark.exitValue()).as(report).isZero();
        for (String relay : RELAYS) {
            List<String> rows = report.lines()
                    .filter(line -> line.startsWith("| " + relay + " |"))
                    .toList();
            assertThat(rows)
                    .as(relay)
                    .hasSize(3)
                    .allMatch(row -> row.matches("\\|[^|]*(\\| [0-9.,]+ \\([^|]*\\) )+\\|"));
        }
        assertThat(report).contains("figure to reach", "round trip", "connects/s", "resident MiB");
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            assertThat(all.filter(
                            process -> process.info().commandLine().orElse("").contains(directory.toString())))
                    .isEmpty();
        }
    }

    /// As `bench/run` has it.
    private static String classPath() throws IOException {
        Path classes = ROOT.resolve("bench/target/classes");
        assertThat(classes.resolve("dev/kecs/bench/Main.class"))
                .as("the built benchmarks")
                .exists();
        Path target = ROOT.resolve("packaging/target");
        Path image = target.resolve(Files.readString(target.resolve("image.name"), StandardCharsets.UTF_8)
                .strip());
        try (Stream<Path> found = Files.walk(image.resolve("lib"))) {
            return Stream.concat(
                            Stream.of(classes),
                            found.filter(path -> path.toString().endsWith(".jar")))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        }
    }
}
