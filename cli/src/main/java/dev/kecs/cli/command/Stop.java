package dev.kecs.cli.command;

import dev.kecs.cli.console.Console;
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
import java.util.Optional;

/// `kecs stop`
public final class Stop implements Command {

    private static final Option<Boolean> KEEP_TASKS =
            Option.flag("--keep-tasks", "Leave the tasks running; the next start takes them over.");

    @Override
    public Description description() {
        return new Description("Stop an instance: its forwards, its tasks and its server.")
                .options(InstanceOption.INSTANCE, KEEP_TASKS)
                .examples("kecs stop", "kecs stop --keep-tasks", "kecs stop --instance ci")
                .notes("What was created stays: services come back to their count with the next start.");
    }

    /// Stopping what does not run is no failure.
    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        stop(instance, invocation.has(KEEP_TASKS), invocation.console());
        return 0;
    }

    /// The agent goes first, so that no connection is reset while its task still answers.
    public static void stop(Instance instance, boolean keepTasks, Console console) throws InterruptedException {
        boolean agentRan = new Agent(instance).stop();
        Server server = new Server(instance);
        Optional<Connection> found = instance.server();
        if (found.isEmpty() && !keepTasks && server.mayHaveLeftTasks()) {
            console.progress("its server is gone; looking for what it left ...");
            server.startAtRest();
            found = instance.server();
        }
        if (found.isEmpty()) {
            console.note("instance " + instance.name() + (agentRan ? ": its agent was stopped, its server" : "")
                    + " is not running");
            return;
        }
        try (Connection connection = found.get()) {
            console.progress("stopping instance " + instance.name() + " ...");
            server.stop(connection, new Shutdown(keepTasks, false));
        }
        console.note("instance " + instance.name() + " is stopped" + (keepTasks ? "; its tasks still run" : ""));
    }
}
