package dev.kecs.cli.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Signals that this process was told to ignore, as background jobs of scripts and programs under `nohup` are. Whoever
/// it starts inherits that (source: POSIX, `exec`), down to the programs of tasks, where Ctrl-C would then end nothing.
/// Linux only: other systems do not tell.
final class IgnoredSignals {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FIELD = "SigIgn:";

    /// Hang-up and interrupt, signals 1 and 2.
    private static final long LOOKED_FOR = 0b11;

    private static final int HEXADECIMAL = 16;
    private static final long LONGEST_TRIAL_SECONDS = 5;

    private IgnoredSignals() {}

    /// What stands before a command so that it ignores none of them. Empty when none is ignored, or the system's `env`
    /// cannot do that (GNU coreutils 8.31 can).
    static List<String> heeded() throws InterruptedException {
        Optional<Path> env = areThere() ? Programs.find("env") : Optional.empty();
        List<String> prefix = env.map(path -> List.of(path.toString(), "--default-signal=HUP,INT"))
                .orElse(List.of());
        return !prefix.isEmpty() && works(prefix) ? prefix : List.of();
    }

    private static boolean areThere() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(FIELD))
                    .anyMatch(line -> (Long.parseUnsignedLong(
                                            line.substring(FIELD.length()).strip(), HEXADECIMAL)
                                    & LOOKED_FOR)
                            != 0);
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean works(List<String> prefix) throws InterruptedException {
        try {
            Process trial = new ProcessBuilder(prefix.getFirst(), prefix.getLast(), "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(LONGEST_TRIAL_SECONDS, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException cannotRun) {
            return false;
        }
    }
}
