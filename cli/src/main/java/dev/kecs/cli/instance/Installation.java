package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
}
