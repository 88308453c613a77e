package dev.kecs.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes the image's own Java runtime with jlink, from the JDK that runs the build.
///
/// Kept from one build to the next while the JDK and the arguments stay the same.
final class RuntimeImage {

    /// What the applications use, transitively closed by jlink. `java.desktop` is not among them on purpose: Jackson
    /// and the AWS SDK ask for it only when it is there.
    static final List<String> MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.sql",
            "jdk.httpserver",
            "jdk.net",
            "jdk.unsupported");

    static final List<String> OPTIONS = List.of(
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--vm",
            "server",
            "--compress",
            "zip-0");

    private final Path jdk = Path.of(System.getProperty("java.home"));

    /// @param target where the runtime goes; replaced when it was made otherwise
    /// @param key file that remembers how the runtime was made
    void make(Path target, Path key) throws IOException, InterruptedException {
        String made = Runtime.version() + " " + jdk + " " + String.join(" ", OPTIONS);
        if (Files.exists(key) && Files.readString(key).equals(made) && Files.exists(target.resolve("bin/java"))) {
            return;
        }
        Files.deleteIfExists(key);
        Trees.delete(target);
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin/jlink").toString());
        command.addAll(OPTIONS);
        command.add("--output");
        command.add(target.toString());
        ExternalCommand.run(command);
        Trees.stamp(target);
        Files.writeString(key, made);
    }
}
