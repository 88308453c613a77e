package dev.kecs.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The image that the build has just made, or a copy of it.
///
/// @param root the image's root
record BuiltImage(Path root) {

    /// How a program of the image ended, and what it printed on both streams.
    record Ended(int exit, String printed) {}

    static BuiltImage ofThisBuild() throws IOException {
        Path output = output();
        return new BuiltImage(
                output.resolve(Files.readString(output.resolve("image.name")).strip()));
    }

    static Path output() {
        return Path.of(System.getProperty("kecs.packaging.output"));
    }

    /// @param options flags for the JVM beyond the launcher's own
    Ended run(String launcher, String options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("bin").resolve(launcher).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("KECS_JAVA_OPTIONS", options);
        environment.put("KECS_HOME", root.resolve("no-home").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }
}
