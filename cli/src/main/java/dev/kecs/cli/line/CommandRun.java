package dev.kecs.cli.line;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Runs one command line, and turns its end into an exit code and, on failure, into a message with a hint.
///
/// @param root the program
public record CommandRun(Verb root, Console console) {

    /// Returns the exit code; prints, never throws.
    public int run(String... arguments) {
        CommandLine program = root.select(arguments, 0);
        try {
            ParseResult parsed = program.parseArgs(arguments);
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            return run(parsed);
        } catch (ParameterException problem) {
            return refuse(problem);
        }
    }

    private int run(ParseResult parsed) {
        if (parsed.isUsageHelpRequested()) {
            parsed.commandSpec().commandLine().usage(console.out());
            return ExitCode.DONE.number();
        }
        Invocation invocation = new Invocation(console, parsed);
        Command command = (Command) parsed.commandSpec().userObject();
        try {
            return command.run(invocation);
        } catch (CommandFailure failure) {
            console.note(invocation.command() + ": " + failure.getMessage());
            failure.hint().ifPresent(hint -> console.note("  " + hint));
            return failure.exitCode().number();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            console.note(invocation.command() + ": interrupted");
            return ExitCode.FAILED.number();
        } catch (Exception unexpected) {
            return fail(invocation, unexpected);
        }
    }

    private int fail(Invocation invocation, Exception unexpected) {
        console.note(invocation.command() + ": " + unexpected);
        if (console.variable("KECS_DEBUG").isPresent()) {
            unexpected.printStackTrace(console.err());
        } else {
            console.note("  Set KECS_DEBUG=1 to see where.");
        }
        return ExitCode.FAILED.number();
    }

    private int refuse(ParameterException problem) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        console.note(command + ": " + problem.getMessage());
        if (problem instanceof UnmatchedArgumentException unmatched) {
            List<String> meant = unmatched.getSuggestions();
            if (!meant.isEmpty()) {
                console.note("  Did you mean: " + String.join(", ", meant) + "?");
            }
        }
        console.note("  See: " + command + " --help");
        return ExitCode.USAGE.number();
    }
}
