package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A program of the image that outlives the command which starts it.
///
/// @param name as people know it
/// @param command its command line
/// @param log where its output goes
/// @param lock the file that it locks for the whole of its life
record Daemon(String name, List<String> command, Path log, Path lock) {

    private static final Duration POLL = Duration.ofMillis(5);
    private static final int TAIL_LINES = 15;

    Daemon {
        command = List.copyOf(command);
    }

    /// Starts the program in a session of its own and waits until it answers.
    ///
    /// A program that ends because another one of the same instance holds the lock is no failure as long as that
    /// one answers in time: of two commands that start it at once both succeed. When the other one was killed and
    /// only took a moment to die, the program is started again.
    ///
    /// @param answer empty until the program answers
    <T> T start(Supplier<Optional<T>> answer, Duration limit) throws InterruptedException {
        long logged = size();
        Process process = spawn();
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> answered = answer.get();
            if (answered.isPresent()) {
                return answered.get();
            }
            boolean ended = process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                if (anotherOneLives()) {
                    Thread.sleep(POLL);
                } else if (process.exitValue() == 0) {
                    process = spawn();
                } else {
                    throw failure(
                            name + " ended with exit code " + process.exitValue() + " before it was ready", logged);
                }
            }
        }
        throw failure(name + " was not ready after " + limit.toSeconds() + " s (pid " + process.pid() + ")", logged);
    }

    private Process spawn() throws InterruptedException {
        List<String> whole = new ArrayList<>(IgnoredSignals.heeded());
        Programs.find("setsid").ifPresent(setsid -> whole.add(setsid.toString()));
        whole.addAll(command);
        try {
            return new ProcessBuilder(whole)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException refused) {
            throw new CommandFailure(
                    ExitCode.FAILED, name + " could not be started: " + refused.getMessage(), "kecs doctor");
        }
    }

    /// Whether a process other than this one holds the lock.
    private boolean anotherOneLives() {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held == null;
        } catch (IOException absent) {
            return false;
        }
    }

    private long size() {
        try {
            return Files.size(log);
        } catch (IOException absent) {
            return 0;
        }
    }

    private CommandFailure failure(String what, long logged) {
        return new CommandFailure(
                ExitCode.FAILED,
                what + "; the end of " + log + ":\n" + tail(logged),
                "Look at " + log + ", or run: kecs doctor");
    }

    /// What the program wrote after the position, at most its last lines, indented.
    private String tail(long from) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.min(Math.max(from, file.length() - 16_384), file.length()));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return String.join(
                    "\n",
                    lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()).stream()
                            .map(line -> "    " + line)
                            .toList());
        } catch (IOException unreadable) {
            return "    (it cannot be read: " + unreadable.getMessage() + ")";
        }
    }
}
