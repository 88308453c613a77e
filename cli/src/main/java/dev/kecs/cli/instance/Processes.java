package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.time.Duration;
import java.util.Optional;

/// Processes that this program did not start.
final class Processes {

    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);

    private Processes() {}

    /// Looks again and again: `ProcessHandle.onExit` does the same for a process that is no child, but with pauses of
    /// seconds.
    ///
    /// @throws CommandFailure when the process still runs after 20 s
    static void awaitEnd(String name, long pid) throws InterruptedException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        while (process.get().isAlive()) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.TIMED_OUT,
                        name + " (pid " + pid + ") said that it would end, but still runs after "
                                + END_LIMIT.toSeconds() + " s",
                        "End it: kill " + pid);
            }
            Thread.sleep(POLL);
        }
    }
}
