package dev.kecs.acceptance.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Programs of this machine, run to their end.
public final class Shell {
    private static final int LONGEST_SECONDS = 120;

    private Shell() {}

    /// Standard output.
    ///
    /// @throws IOException with what it said, when it fails
    public static String run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("kecs-shell", ".out");
        Path err = Files.createTempFile("kecs-shell", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " did not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + process.exitValue() + ": "
                        + Files.readString(err, StandardCharsets.UTF_8));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// The lines that a program prints.
    public static Set<String> lines(String... command) throws IOException, InterruptedException {
        return new TreeSet<>(List.of(run(command).strip().split("\\R", -1)));
    }
}
