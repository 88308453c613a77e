package dev.kecs.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.cli.console.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneTaskDiesTest {

    @TempDir
    Path tasks;

    @Test
    void bothConnectionsEndSoonAfterTheKillAndTheThroughputIsThatOfTheDownload() throws Exception {
        try (EchoProcess echo = EchoProcess.start("0123456789abcdef", tasks)) {
            long begin = System.nanoTime();

            OneTaskDies.Result result = new OneTaskDies(echo.address(), new TaskProcesses(tasks)).run();

            double atLeast = OneTaskDies.MEASURED / ((System.nanoTime() - begin) / 1e9);
            assertThat(result.task()).isEqualTo("0123456789abcdef");
            assertThat(result.bytesPerSecond()).isGreaterThan(atLeast);
            assertThat(result.download()).isBetween(Duration.ZERO, Duration.ofSeconds(2));
            assertThat(result.idle()).isBetween(Duration.ZERO, Duration.ofSeconds(2));
            assertThat(echo.process().waitFor()).isEqualTo(128 + 9);
        }
    }

    @Test
    void aTaskWithoutAProcessIsAFailureThatNamesIt() throws Exception {
        Files.createDirectories(tasks.resolve("gone/web"));

        assertThatThrownBy(() -> new TaskProcesses(tasks).kill("gone"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("task gone has no process");
        assertThatThrownBy(() -> new TaskProcesses(tasks).kill("absent"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("task absent");
    }
}
