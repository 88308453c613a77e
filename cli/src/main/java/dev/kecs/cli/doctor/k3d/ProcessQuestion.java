package dev.kecs.cli.doctor.k3d;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the program.
///
/// @param limit how long it may take
record ProcessQuestion(Duration limit) implements Question {
    @Override
    public Answer ask(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException absent) {
            return new Answer(Answer.ABSENT, String.valueOf(absent.getMessage()));
        }
        try {
            process.getOutputStream().close();
            // Such answers are short: they fit into the pipe.
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer(Answer.SILENT, "no answer within " + limit.toSeconds() + " s");
            }
            return new Answer(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException unread) {
            return new Answer(Answer.SILENT, String.valueOf(unread.getMessage()));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return new Answer(Answer.SILENT, "interrupted");
        } finally {
            process.destroyForcibly();
        }
    }
}
