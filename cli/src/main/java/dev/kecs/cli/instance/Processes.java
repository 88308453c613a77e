package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Processes that this program did not start.
final class Processes {

    private static final Duration END_LIMIT = Duration.ofSeconds(20);

    private Processes() {}

    /// @throws CommandFailure when the process still runs after 20 s
    static void awaitEnd(String name, long pid) throws InterruptedException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return;
        }
        try {
            process.get().onExit().get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new CommandFailure(
                    ExitCode.TIMED_OUT,
                    name + " (pid " + pid + ") said that it would end, but still runs after " + END_LIMIT.toSeconds()
                            + " s",
                    "End it: kill " + pid);
        }
    }
}
