package dev.kecs.cli.exec;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.Parameter;
import dev.kecs.protocol.exec.ExecMethods;
import dev.kecs.protocol.exec.ExecOutput;
import dev.kecs.protocol.exec.ExecStart;
import dev.kecs.protocol.exec.ExecWait;
import dev.kecs.protocol.exec.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Base64;
import java.util.List;

/// `kecs exec`
public final class Exec implements Command {
    /// What the command is called on its connection, which has no other.
    static final String NAME = "1";

    private static final Option<String> CONTAINER =
            Option.text("--container", "NAME", "The container; needed where the task has several.");
    private static final Option<Boolean> INTERACTIVE =
            Option.flag("-i", "--interactive", "Pass standard input on; without it the command's input is empty.");
    private static final Option<Boolean> TERMINAL = Option.flag(
            "-t", "--tty", "Give the command a terminal: this one, whose keys, Ctrl-C too, go to it with -i.");

    @Override
    public Description description() {
        return new Description("Run a command in a task's container, and exit with its exit code.")
                .parameter(new Parameter(
                        "WORD",
                        "1..*",
                        "CLUSTER/TASK, the task's id or its beginning, at least 8 digits; then the command, after --"
                                + " where it has options of its own.",
                        Names.TASK))
                .options(InstanceOption.INSTANCE, CONTAINER, INTERACTIVE, TERMINAL)
                .examples(
                        "kecs exec production/0123456789ab -- ls -l",
                        "kecs exec production/0123456789ab --container web -i -t -- sh",
                        "kecs exec production/0123456789ab -i -- sh -c 'cat > seed.sql' < seed.sql");
    }

    @Override
    public int run(Invocation invocation) {
        List<String> words = invocation.words();
        String target = words.getFirst();
        int slash = target.lastIndexOf('/');
        if (slash < 1 || slash == target.length() - 1) {
            throw invocation.misused("'" + target + "' is not of the form CLUSTER/TASK");
        }
        if (words.size() == 1) {
            throw invocation.misused("no command is given");
        }
        Console console = invocation.console();
        try (Connection connection = InstanceOption.of(invocation).runningServer()) {
            ExecStart start = new ExecStart(
                    NAME,
                    target.substring(0, slash),
                    target.substring(slash + 1),
                    invocation.value(CONTAINER).orElse(null),
                    words.subList(1, words.size()),
                    invocation.has(INTERACTIVE),
                    null);
            return invocation.has(TERMINAL)
                    ? runInTerminal(connection, start, console)
                    : exitCode(connection, start, console);
        }
    }

    private static int runInTerminal(Connection connection, ExecStart plain, Console console) {
        try (RawTerminal terminal = RawTerminal.take()) {
            Window size = terminal.size();
            terminal.tellSizes(connection, size);
            return exitCode(connection, plain.in(size), console);
        } catch (IOException none) {
            throw new CommandFailure(
                    ExitCode.FAILED, "standard input is no terminal: " + none.getMessage(), "Leave out -t.");
        }
    }

    private static int exitCode(Connection connection, ExecStart start, Console console) {
        connection.subscribe(ExecMethods.OUTPUT, output -> print(output, console));
        connection.call(ExecMethods.START, start);
        if (start.input()) {
            new InputPump(connection, console.in()).begin();
        }
        return connection
                .call(ExecMethods.WAIT, new ExecWait(NAME))
                .path("exitCode")
                .asInt();
    }

    private static void print(ExecOutput output, Console console) {
        PrintStream stream = output.stream().equals("stderr") ? console.err() : console.out();
        byte[] bytes = Base64.getDecoder().decode(output.data());
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }
}
