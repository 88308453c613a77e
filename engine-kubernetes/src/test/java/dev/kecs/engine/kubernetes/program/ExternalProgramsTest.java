package dev.kecs.engine.kubernetes.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalProgramsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final ExternalPrograms programs = new ExternalPrograms(Map.of("KUBECONFIG", "/nowhere"));

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    @Test
    void theAnswerIsStandardOutput() throws Exception {
        assertThat(programs.run(shell("echo $KUBECONFIG; echo other >&2"), LONG))
                .isEqualTo("/nowhere\n");
    }

    @Test
    void aFailureSaysWhatWasRunHowItEndedAndWhatItSaid() {
        assertThatThrownBy(() -> programs.run(shell("echo out; echo err >&2; exit 3"), LONG))
                .isInstanceOfSatisfying(ProgramException.class, failure -> {
                    assertThat(failure)
                            .hasMessage("sh -c echo out; echo err >&2; exit 3 ended with exit code 3: out\nerr");
                    assertThat(failure.exitCode()).hasValue(3);
                });
    }

    @Test
    void aProgramThatIsNotThereIsAFailureWithoutOutput() {
        assertThatThrownBy(() -> programs.run(List.of("no-such-program-of-kecs", "now"), LONG))
                .isInstanceOfSatisfying(ProgramException.class, failure -> {
                    assertThat(failure).hasMessageStartingWith("no-such-program-of-kecs now cannot be run: ");
                    assertThat(failure.exitCode()).isEmpty();
                });
    }

    @Test
    void onlyTheEndOfALongOutputIsTold() {
        assertThatThrownBy(() -> programs.run(shell("seq 100000; echo last; exit 1"), LONG))
                .hasMessageContaining("…")
                .hasMessageEndingWith("last")
                .satisfies(failure ->
                        assertThat(String.valueOf(failure.getMessage())).hasSizeLessThan(5000));
    }

    @Test
    void oneThatTakesTooLongIsEndedWithAllThatItHasStarted() throws Exception {
        Path pids = directory.resolve("pids");
        assertThatThrownBy(() -> programs.run(
                        shell("sleep 600 & echo $! > " + pids + "; echo $$ >> " + pids + "; wait"),
                        Duration.ofSeconds(2)))
                .hasMessageContaining("was ended since it took more than 2 s");
        assertThat(Files.readAllLines(pids)).hasSize(2).allSatisfy(ExternalProgramsTest::assertGone);
    }

    private static void assertGone(String pid) {
        await().until(() -> ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        Path pid = directory.resolve("pid");
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread runner = Thread.ofVirtual().start(() -> {
            try {
                programs.run(shell("echo $$ > " + pid + "; exec sleep 600"), LONG);
                interrupted.complete(false);
            } catch (InterruptedException ended) {
                interrupted.complete(true);
            } catch (ProgramException other) {
                interrupted.completeExceptionally(other);
            }
        });
        await().until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());
        runner.interrupt();
        assertThat(interrupted.get()).isTrue();
        assertGone(Files.readString(pid).strip());
    }

    @Test
    void whatAKilledOneLeftRunningIsEndedByItsCommandLine() throws Exception {
        Path program = directory.resolve("kecs-left-over");
        Files.createSymbolicLink(program, Path.of("/bin/sleep").toRealPath());
        Process left = new ProcessBuilder(program.toString(), "600", "7").start();
        Process other = new ProcessBuilder(program.toString(), "601", "7").start();
        try {
            String name = left.info().command().orElseThrow();
            programs.endLeftOver(List.of(name.substring(name.lastIndexOf('/') + 1), "600"));
            assertThat(left.waitFor()).isNotZero();
            assertThat(other.isAlive()).isTrue();
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }
}
