package dev.kecs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.store.Stores;
import dev.kecs.testkit.sample.Samples;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the system sees of a step: its data reach the disk before the step returns. Needs `strace`.
class FsyncIT {
    private static final int STEPS = 3;

    /// A process that takes some steps, and says each time when one has returned.
    static final class Steps {
        private Steps() {}

        public static void main(String[] arguments) {
            try (Stores stores = DuckDbStores.open(Path.of(arguments[0]))) {
                for (int i = 1; i <= STEPS; i++) {
                    int number = i;
                    System.out.println("begin " + i);
                    stores.atomically(() -> stores.tasks().put(Samples.task(number)));
                    System.out.println("done " + i);
                }
                // The file is not closed: nothing later can make up for a missing fsync.
                Runtime.getRuntime().halt(0);
            }
        }
    }

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aStepReturnsOnlyAfterItsFsync() throws Exception {
        File trace = directory.resolve("trace").toFile();
        int exit = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-e",
                        "trace=fsync,fdatasync,write",
                        "-s",
                        "20",
                        "-o",
                        trace.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Steps.class.getName(),
                        directory.resolve("kecs.duckdb").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(directory.resolve("out"))).isZero();
        List<String> calls = Files.readAllLines(trace.toPath());
        for (int i = 1; i <= STEPS; i++) {
            List<String> during = calls.subList(indexOf(calls, "\"begin " + i), indexOf(calls, "\"done " + i));
            assertThat(during)
                    .as("step " + i)
                    .anyMatch(call -> call.matches(".*f(data)?sync(\\(\\d+\\)| resumed>\\)).* = 0"));
        }
    }

    private static int indexOf(List<String> calls, String written) {
        return IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).contains("write(1, " + written))
                .findFirst()
                .orElseThrow(() -> new AssertionError("never written: " + written));
    }
}
