package dev.kecs.cli;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.line.CommandRun;
import java.util.ArrayList;
import java.util.List;

/// Runs several command lines in one JVM, so that the AOT cache which the build makes of it covers them all.
record Rehearsal(CommandRun run, Console console) {

    /// Separates the command lines.
    private static final String NEXT = ";";

    /// Returns the exit code of the first command line that did not end with 0, else 0.
    int run(List<String> arguments) {
        List<String> line = new ArrayList<>();
        for (String argument : arguments) {
            if (!argument.equals(NEXT)) {
                line.add(argument);
            } else if (fails(line)) {
                return 1;
            } else {
                line.clear();
            }
        }
        return fails(line) ? 1 : 0;
    }

    private boolean fails(List<String> line) {
        int exit = run.run(line.toArray(String[]::new));
        if (exit != 0) {
            console.note("exit code " + exit + " from: kecs " + String.join(" ", line));
        }
        return exit != 0;
    }
}
