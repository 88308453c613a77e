package dev.kecs.emulator.run;

import dev.kecs.emulator.EmulatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program on the PATH, run to its end.
///
/// @param path its file
/// @param environment what it is run with
record ExternalProgram(Path path, Map<String, String> environment) {
    private static final int TOLD = 800;

    /// @param exit its exit code
    /// @param text standard output, then standard error
    record Ended(int exit, String text) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    /// Empty when there is none on the `PATH` of that environment.
    static Optional<ExternalProgram> find(String name, Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst()
                .map(file -> new ExternalProgram(file, environment));
    }

    /// @throws EmulatorException when it takes longer; it is ended then
    Ended run(Duration limit, String... arguments) throws IOException, InterruptedException, EmulatorException {
        Path output = Files.createTempFile("kecs-emulator", ".txt");
        Process process = builder(List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new EmulatorException(
                        described(arguments) + " took longer than " + limit.toSeconds() + " s and was ended");
            }
            return new Ended(
                    process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    /// Its output.
    ///
    /// @throws EmulatorException with the command line, the exit code and the output, when it fails
    String succeed(Duration limit, String... arguments) throws IOException, InterruptedException, EmulatorException {
        Ended ended = run(limit, arguments);
        if (!ended.succeeded()) {
            String text = ended.text();
            throw new EmulatorException(described(arguments) + " ended with " + ended.exit() + ": "
                    + text.substring(0, Math.min(TOLD, text.length())));
        }
        return ended.text();
    }

    private String described(String... arguments) {
        return path.getFileName() + " " + String.join(" ", arguments);
    }

    /// Not started yet, with nothing to read.
    ProcessBuilder builder(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(path.toString()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
