package dev.kecs.cli.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.testing.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void startReturnsWhatTheProgramAnswers() throws Exception {
        Path ready = folder.resolve("ready");

        Daemon daemon = daemon("touch " + ready + "; exec sleep 0.2");

        assertThat(daemon.start(() -> answer(ready), LIMIT)).isEqualTo(ready);
    }

    @Test
    void aProgramThatEndsEarlyIsAFailureWithTheEndOfItsLogOnly() throws Exception {
        Files.writeString(folder.resolve("log"), "of an earlier run\n");

        assertThatThrownBy(() -> daemon("echo cannot listen; exit 7").start(Optional::empty, LIMIT))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("ended with exit code 7")
                .hasMessageContaining("cannot listen")
                .hasMessageNotContaining("earlier");
    }

    @Test
    void aProgramThatEndsSinceAnotherOneHoldsTheLockIsNoFailureOnceThatOneAnswers() throws Exception {
        Path lock = Files.createFile(folder.resolve("lock"));
        Path ready = folder.resolve("ready");
        Process other = LockHolder.start(lock, ready);
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            boolean[] asked = new boolean[1];

            Path answered = daemon("exit 1")
                    .start(
                            () -> {
                                if (!asked[0]) {
                                    asked[0] = true;
                                    go(other);
                                }
                                return answer(ready);
                            },
                            LIMIT);

            assertThat(answered).isEqualTo(ready);
        } finally {
            other.destroyForcibly();
        }
    }

    private static void go(Process other) {
        try {
            other.getOutputStream().write('x');
            other.getOutputStream().flush();
        } catch (IOException ended) {
            throw new AssertionError(ended);
        }
    }

    private Daemon daemon(String script) {
        return new Daemon("program", List.of("/bin/sh", "-c", script), folder.resolve("log"), folder.resolve("lock"));
    }

    private static Optional<Path> answer(Path ready) {
        return Files.exists(ready) ? Optional.of(ready) : Optional.empty();
    }
}
