package dev.kecs.cli;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.line.CommandRun;
import java.util.List;

/// The program `kecs`.
public final class Main {

    private Main() {}

    /// The launcher tells in `kecs.terminal` whether a person watches standard error: asking here would load classes.
    public static void main(String[] arguments) {
        Console console =
                new Console(System.in, System.out, System.err, System.getenv(), Boolean.getBoolean("kecs.terminal"));
        CommandRun run = new CommandRun(Verbs.ROOT, console);
        int exit = Boolean.getBoolean("kecs.rehearsal")
                ? new Rehearsal(run, console).run(List.of(arguments))
                : run.run(arguments);
        System.out.flush();
        System.exit(exit);
    }
}
