package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// An instance, running or not.
///
/// @param installation the image whose programs run for it
/// @param paths where it keeps what it keeps
public record Instance(Installation installation, InstancePaths paths) {

    public static Instance of(Installation installation, InstanceName name) {
        return new Instance(installation, InstancePaths.of(installation.home(), name));
    }

    public String name() {
        return paths.name().value();
    }

    /// Whether the instance has a directory.
    public boolean exists() {
        return Files.isDirectory(paths.directory());
    }

    /// The engine that it was started with the last time.
    public Optional<String> engine() {
        return Choices.read(paths.choices()).engine();
    }

    /// Whether its server or its agent answers.
    public boolean runs() {
        Optional<Connection> found = agent().or(this::server);
        found.ifPresent(Connection::close);
        return found.isPresent();
    }

    /// A connection to its server; empty when none answers.
    public Optional<Connection> server() {
        return Connection.open("kecs-server", paths.controlSocket());
    }

    /// A connection to its server.
    ///
    /// @throws CommandFailure when none answers
    public Connection runningServer() {
        return server().orElseThrow(() -> notRunning());
    }

    /// A connection to its forward agent; empty when none answers.
    public Optional<Connection> agent() {
        return Connection.open("kecs-agent", paths.forwards().socket());
    }

    public CommandFailure notRunning() {
        return new CommandFailure(
                ExitCode.NOT_RUNNING, "instance " + name() + " is not running", "Start it: kecs start" + option());
    }

    /// ` --instance NAME` for a command in a hint; nothing for the default instance.
    public String option() {
        return paths.name().equals(InstanceName.DEFAULT) ? "" : " --instance " + name();
    }

    /// Makes its directories.
    void create() {
        try {
            paths.create();
        } catch (IOException refused) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    paths.directory() + " could not be made: " + refused,
                    "Set KECS_HOME to a directory that you may write, or run: kecs doctor");
        }
    }

    /// Deletes its directory with all in it.
    public void delete() {
        try (Stream<Path> found = Files.walk(paths.directory())) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException refused) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    paths.directory() + " could not be deleted: " + refused,
                    "Delete it yourself: rm -r " + paths.directory());
        }
    }
}
