package dev.kecs.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Report report = new Report(new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            Map.of(),
            false));

    @Test
    void everyMeasuredNumberIsPrintedWithItsUnit() {
        report.oneTaskDied(
                new OneTaskDies.Result("0123456789abcdef", 1.5e9, Duration.ofMillis(12), Duration.ofNanos(3_400_000)));
        report.allTasksDied(new AllTasksDie.Result(
                10, 9, Duration.ofMillis(400), Duration.ofMillis(450), Duration.ofMillis(460), 2));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("task 01234567 was killed", "1500 MB/s", " 12.0 ms", " 3.4 ms")
                .contains("10 clients", " 9\n", "400.0 ms to 450.0 ms", "460.0 ms", "10, by 2 replacement(s)");
    }

    @Test
    void theFarewellNamesThreeCommandsToTry() {
        report.farewell("http://localhost:8080", 8123);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("curl http://127.0.0.1:8123/")
                .contains("aws --endpoint-url http://localhost:8080 ecs describe-services")
                .contains("kecs port-forward list --instance demo")
                .contains("kecs demo --cleanup");
    }
}
