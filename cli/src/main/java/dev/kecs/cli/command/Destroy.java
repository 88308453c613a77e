package dev.kecs.cli.command;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.instance.Server;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.protocol.control.Shutdown;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// `kecs destroy`
public final class Destroy implements Command {

    private static final Option<Boolean> YES = Option.flag("--yes", "Do not ask.");

    @Override
    public Description description() {
        return new Description("Stop an instance and delete all that it kept: clusters, services, forwards, logs.")
                .options(InstanceOption.INSTANCE, YES)
                .examples("kecs destroy --instance ci --yes");
    }

    @Override
    public int run(Invocation invocation) throws Exception {
        Console console = invocation.console();
        Instance instance = InstanceOption.of(invocation);
        if (!instance.exists()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "there is no instance " + instance.name(), "List them: kecs instances");
        }
        if (!invocation.has(YES) && !confirmed(instance, console)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "instance " + instance.name() + " was not destroyed, since that was not confirmed",
                    "Confirm with: kecs destroy" + instance.option() + " --yes");
        }
        end(instance, console);
        instance.delete();
        console.note("instance " + instance.name() + " is destroyed");
        return 0;
    }

    /// The server removes what lies beyond the instance's directory: it knows what it has made. Where none runs and
    /// something may be there, one is started for that.
    private static void end(Instance instance, Console console) throws InterruptedException {
        new Agent(instance).stop();
        Server server = new Server(instance);
        Optional<Connection> found = instance.server();
        if (found.isEmpty() && server.mayHaveLeftAnything()) {
            console.progress("looking for what instance " + instance.name() + " has left ...");
            startAtRest(server, instance);
            found = instance.server();
        }
        if (found.isPresent()) {
            try (Connection connection = found.get()) {
                console.progress("removing what instance " + instance.name() + " has made ...");
                server.stop(connection, Shutdown.DESTROY);
            }
        }
    }

    /// What the instance ran in may be gone for good, and then no server starts any more.
    private static void startAtRest(Server server, Instance instance) throws InterruptedException {
        try {
            server.startAtRest();
        } catch (CommandFailure failure) {
            throw new CommandFailure(
                    failure.exitCode(),
                    String.valueOf(failure.getMessage()),
                    failure.hint().map(hint -> hint + "\n  ").orElse("")
                            + "To leave behind what it has made elsewhere: rm -r "
                            + instance.paths().directory());
        }
    }

    /// Asks a person who watches; nobody else can confirm.
    private static boolean confirmed(Instance instance, Console console) throws IOException {
        if (!console.terminal()) {
            return false;
        }
        console.note("This deletes " + instance.paths().directory() + ". Type the instance's name to confirm:");
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return instance.name().equals(answer);
    }
}
