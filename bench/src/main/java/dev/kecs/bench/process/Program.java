package dev.kecs.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A program that runs beside the benchmark, its output in a log file. Closing ends it with its descendants: SIGTERM,
/// then SIGKILL after five seconds.
public final class Program implements AutoCloseable {
    private static final long GRACE_SECONDS = 5;

    private final List<String> command;
    private final Process process;
    private final Path log;

    private Program(List<String> command, Process process, Path log) {
        this.command = command;
        this.process = process;
        this.log = log;
    }

    public static Program start(Path log, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new Program(List.copyOf(command), builder.start(), log);
    }

    public long pid() {
        return process.pid();
    }

    public Usage usage() {
        return Usage.of(process.pid());
    }

    /// Returns when the program has no child process any more, so that none is counted half.
    public void awaitChildless() {
        while (process.descendants().findAny().isPresent()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// Fails with the program's output when it has ended.
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("`" + String.join(" ", command) + "` ended with " + process.exitValue() + ":\n"
                    + Files.readString(log));
        }
    }

    @Override
    public void close() {
        end(process);
    }

    static void end(Process process) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
