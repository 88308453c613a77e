package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.KecsHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where this program's image lies, and where instances live.
///
/// @param home `KECS_HOME`, or `.kecs` in the user's home
/// @param dist the image's root; empty when the program was not started by its launcher
public record Installation(Path home, Optional<Path> dist) {

    public static Installation of(Console console) {
        Path home = console.variable("KECS_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".kecs"))
                .toAbsolutePath()
                .normalize();
        return new Installation(
                home, Optional.ofNullable(System.getProperty("kecs.dist")).map(Path::of));
    }

    /// A launcher of the image.
    public Path launcher(String name) {
        Path launcher = dist.map(root -> root.resolve("bin").resolve(name)).orElse(null);
        if (launcher == null || !Files.isExecutable(launcher)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "bin/" + name + " was not found in the image"
                            + dist.map(root -> " " + root).orElse(""),
                    "Run the bin/kecs of an unpacked archive, or ./kecs of the sources.");
        }
        return launcher;
    }

    /// A file of the image's examples.
    public Path example(String name) {
        return launcher("kecs").resolveSibling("../examples").resolve(name).normalize();
    }

    /// All instances that have a directory, by name.
    public List<Instance> instances() {
        Path folder = new KecsHome(home).instances();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString())
                    .sorted()
                    .flatMap(name -> named(name).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new CommandFailure(ExitCode.FAILED, folder + " cannot be read: " + unreadable, "kecs doctor");
        }
    }

    /// Empty for a directory that no instance can have.
    private Optional<Instance> named(String directory) {
        try {
            return Optional.of(Instance.of(this, new InstanceName(directory)));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }
}
