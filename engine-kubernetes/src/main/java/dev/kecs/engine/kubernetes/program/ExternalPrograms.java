package dev.kecs.engine.kubernetes.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Programs as processes of this machine, without standard input. Stateless.
///
/// @param environment variables over those of this process
public record ExternalPrograms(Map<String, String> environment) implements Programs {
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Duration TO_DIE = Duration.ofSeconds(10);

    public ExternalPrograms {
        environment = Map.copyOf(environment);
    }

    @Override
    public String run(List<String> command, Duration limit) throws ProgramException, InterruptedException {
        Process process = start(command);
        CompletableFuture<String> out = reading(process.getInputStream());
        CompletableFuture<String> err = reading(process.getErrorStream());
        boolean ended = false;
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process.toHandle());
                throw new ProgramException(
                        command,
                        "was ended since it took more than " + limit.toSeconds() + " s",
                        OptionalInt.empty(),
                        joined(out, err));
            }
            ended = true;
        } finally {
            if (!ended) {
                end(process.toHandle());
            }
        }
        if (process.exitValue() != 0) {
            throw new ProgramException(
                    command,
                    "ended with exit code " + process.exitValue(),
                    OptionalInt.of(process.exitValue()),
                    joined(out, err));
        }
        return text(out);
    }

    private Process start(List<String> command) throws ProgramException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException refused) {
            throw new ProgramException(command, "cannot be run: " + refused.getMessage(), OptionalInt.empty(), "");
        }
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().name("program output").start(() -> {
            try (stream) {
                text.complete(COLOURS.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                        .replaceAll(""));
            } catch (IOException closed) {
                text.completeExceptionally(new UncheckedIOException(closed));
            }
        });
        return text;
    }

    private static String joined(CompletableFuture<String> out, CompletableFuture<String> err)
            throws InterruptedException {
        return text(out) + text(err);
    }

    /// Somebody that the program has started may hold its output open for longer than it lives.
    private static String text(CompletableFuture<String> output) throws InterruptedException {
        try {
            return output.get(TO_DIE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CompletionException unread) {
            return "";
        }
    }

    @Override
    public void endLeftOver(List<String> beginning) {
        ProcessHandle.allProcesses()
                .filter(process -> runs(process.info(), beginning))
                .forEach(ExternalPrograms::end);
    }

    private static boolean runs(ProcessHandle.Info process, List<String> beginning) {
        boolean program = process.command()
                .filter(path -> path.substring(path.lastIndexOf('/') + 1).equals(beginning.getFirst()))
                .isPresent();
        int words = beginning.size() - 1;
        return program
                && process.arguments()
                        .filter(given -> given.length >= words)
                        .filter(given -> Arrays.asList(given).subList(0, words).equals(beginning.subList(1, words + 1)))
                        .isPresent();
    }

    /// Ends it with all that it has started, and waits for that, interrupted or not.
    private static void end(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        boolean interrupted = Thread.interrupted();
        for (ProcessHandle each : all) {
            try {
                each.onExit().get(TO_DIE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException hurry) {
                interrupted = true;
            } catch (ExecutionException | TimeoutException stuck) {
                // The system keeps it; nothing more can be done about it here.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
