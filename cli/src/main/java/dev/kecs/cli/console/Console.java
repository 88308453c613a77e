package dev.kecs.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/// Where a command writes, and the environment that it may read.
///
/// @param in what is typed or piped in
/// @param out results
/// @param err messages, hints and progress
/// @param environment the process's variables
/// @param terminal whether a person watches standard error
public record Console(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {

    public Console {
        environment = Map.copyOf(environment);
    }

    /// The variable's value; an empty one counts as absent.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    public void print(String line) {
        out.println(line);
    }

    /// A line on standard error, terminal or not.
    public void note(String line) {
        err.println(line);
    }

    /// A line on standard error that only a person needs.
    public void progress(String line) {
        if (terminal) {
            err.println(line);
        }
    }
}
