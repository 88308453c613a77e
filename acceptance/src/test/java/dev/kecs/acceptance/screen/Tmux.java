package dev.kecs.acceptance.screen;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/// A terminal of its own in which a program runs. Needs `tmux`.
///
/// @param socket of the tmux server, which nobody else uses
record Tmux(Path socket) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Starts a program in a terminal of 100 columns and 30 rows.
    static Tmux running(Path directory, Map<String, String> environment, String program) {
        Tmux tmux = new Tmux(directory.resolve("tmux.sock"));
        List<String> session = new ArrayList<>(
                List.of("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "-c", directory.toString()));
        environment.forEach((name, value) -> session.addAll(List.of("-e", name + "=" + value)));
        session.add(program);
        tmux.run(session);
        return tmux;
    }

    /// Presses keys, by tmux's names for those that are no character.
    void press(String... keys) {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        run(command);
    }

    /// Types characters.
    void type(String text) {
        run(List.of("send-keys", "-l", text));
    }

    void resize(int columns, int rows) {
        run(List.of("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows)));
    }

    /// Waits until the terminal shows what is expected.
    String awaitScreen(Predicate<String> expected) {
        try {
            return await().atMost(PATIENCE).until(this::screen, expected);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("the terminal shows:\n" + screen(), late);
        }
    }

    String screen() {
        return run(List.of("capture-pane", "-p"));
    }

    private String run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + said);
            }
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + command + " ran", hurry);
        }
    }

    @Override
    public void close() {
        run(List.of("kill-server"));
    }
}
