package dev.kecs.cli.completion;

import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Parameter;
import dev.kecs.cli.line.Verb;
import java.util.List;

/// `kecs __complete -- WORD…`, which the shells' scripts run: prints a line for each way to go on, the word and what it
/// means with a tab between, or [#FILES] alone.
public final class Complete implements Command {

    /// How the scripts call it.
    public static final String VERB = "__complete";

    static final String FILES = ":files";

    private final Verb root;

    /// @param root all commands
    public Complete(Verb root) {
        this.root = root;
    }

    @Override
    public Description description() {
        return new Description("Complete a command line, for the shells' completion scripts.")
                .parameter(Parameter.any("WORD", "The words so far; the last one is under the cursor."))
                .hidden();
    }

    @Override
    public int run(Invocation invocation) {
        List<String> words = invocation.words();
        Completer completer = new Completer(root, new InstanceNames(invocation.console()));
        if (completer.wantsFile(words)) {
            invocation.console().out().println(FILES);
        }
        for (Candidate found : completer.complete(words)) {
            invocation.console().out().print(found.word() + "\t" + found.explanation() + "\n");
        }
        return 0;
    }
}
