package dev.kecs.cli.command;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.Parameter;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.LogChunk;
import dev.kecs.protocol.control.LogRequest;
import java.io.PrintStream;

/// `kecs logs`
public final class Logs implements Command {

    private static final Option<Boolean> FOLLOW =
            Option.flag("-f", "--follow", "Go on until the task ends or Ctrl-C is pressed.");
    private static final Option<String> CONTAINER =
            Option.text("--container", "NAME", "Only this container; all of them by default.");
    private static final Option<Integer> TAIL = Option.number(
            "--tail", "LINES", 0, Integer.MAX_VALUE, "Begin with this many of the last lines; with all by default.");

    @Override
    public Description description() {
        return new Description("Print what a task's containers wrote, stdout to stdout and stderr to stderr.")
                .parameter(Parameter.one("CLUSTER/TASK", "The task's id, or its beginning, at least 8 digits.")
                        .completedBy(Names.TASK))
                .options(InstanceOption.INSTANCE, FOLLOW, CONTAINER, TAIL)
                .examples(
                        "kecs logs production/0123456789ab",
                        "kecs logs production/0123456789ab -f --container web --tail 20");
    }

    @Override
    public int run(Invocation invocation) {
        String word = invocation.words().getFirst();
        int slash = word.lastIndexOf('/');
        if (slash < 1 || slash == word.length() - 1) {
            throw invocation.misused("'" + word + "' is not of the form CLUSTER/TASK");
        }
        Console console = invocation.console();
        try (Connection connection = InstanceOption.of(invocation).runningServer()) {
            connection.subscribe(ControlMethods.LOG_CHUNK, chunk -> print(chunk, console));
            connection.call(
                    ControlMethods.TASK_LOGS,
                    new LogRequest(
                            word.substring(0, slash),
                            word.substring(slash + 1),
                            invocation.value(CONTAINER).orElse(null),
                            invocation.has(FOLLOW),
                            invocation.value(TAIL).orElse(null)));
        }
        return 0;
    }

    private static void print(LogChunk chunk, Console console) {
        PrintStream stream = chunk.stream().equals("stderr") ? console.err() : console.out();
        stream.print(chunk.text());
        stream.flush();
    }
}
