package dev.kecs.cli.line;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/// What a command was given, and where it writes.
///
/// @param console where the command writes
/// @param parsed the command's own part of the command line
public record Invocation(Console console, ParseResult parsed) {

    public boolean has(Option<Boolean> flag) {
        return parsed.hasMatchedOption(flag.name());
    }

    /// The value, when the option was given.
    public <T> Optional<T> value(Option<T> option) {
        T value = parsed.matchedOptionValue(option.name(), null);
        return Optional.ofNullable(value);
    }

    /// The values in the order given; none when the option was not given.
    public <T> List<T> values(Option<T> option) {
        List<T> values = parsed.matchedOptionValue(option.name(), List.<T>of());
        return List.copyOf(values);
    }

    /// The words without an option in front. Those before and after `--` are told as one parameter, twice.
    public List<String> words() {
        return parsed.matchedPositionals().stream()
                .distinct()
                .flatMap(positional -> positional.originalStringValues().stream())
                .toList();
    }

    /// The command's names from the program's on.
    public String command() {
        return parsed.commandSpec().qualifiedName();
    }

    /// Prints the command's help as an answer to a command line that is not complete.
    public int incomplete() {
        parsed.commandSpec().commandLine().usage(console.err());
        return ExitCode.USAGE.number();
    }

    /// The failure of a command line that cannot be understood.
    public CommandFailure misused(String problem) {
        return new CommandFailure(ExitCode.USAGE, problem, "See: " + command() + " --help");
    }
}
