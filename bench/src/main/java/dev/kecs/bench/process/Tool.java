package dev.kecs.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Programs that must be installed for a benchmark.
public final class Tool {
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/local/sbin"), Path.of("/usr/local/bin"), Path.of("/usr/sbin"), Path.of("/usr/bin"));

    private static final long LONGEST_SECONDS = 120;

    private Tool() {}

    /// The program's path, or a failure that says how to get it.
    public static String require(String name) throws IOException {
        return PLACES.stream()
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        name + " is not installed, and this benchmark compares with it: apt-get install " + name));
    }

    public static String output(String... command) throws IOException {
        return output(Map.of(), List.of(command));
    }

    /// Everything that a short command prints; a failure carries the command, its output and its exit code. A command
    /// that takes two minutes is killed, which is a failure too.
    public static String output(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        // Ends the command that hangs, and with it the wait for its output.
        process.onExit().orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).exceptionally(_ -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("`" + String.join(" ", command) + "` ended with " + code + ":\n" + output);
            }
            return output;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst(), e);
        }
    }
}
