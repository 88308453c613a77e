package dev.kecs.cli.command;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Endpoint;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.instance.Server;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.protocol.control.Shutdown;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `kecs restart`
public final class Restart implements Command {

    @Override
    public Description description() {
        return new Description("Replace an instance's server; tasks and forwards go on meanwhile.")
                .options(InstanceOption.INSTANCE, Start.AWS_EMULATOR)
                .examples("kecs restart", "kecs restart --instance ci", "kecs restart --aws-emulator localstack");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Console console = invocation.console();
        Instance instance = InstanceOption.of(invocation);
        Server server = new Server(instance);
        Optional<Connection> found = instance.server();
        if (found.isEmpty() && !instance.exists()) {
            throw instance.notRunning();
        }
        if (found.isPresent()) {
            try (Connection connection = found.get()) {
                console.progress("stopping the server of instance " + instance.name() + " ...");
                server.stop(connection, new Shutdown(true, true));
            }
        }
        JsonNode status = server.start(Server.Wish.of(invocation.value(Start.AWS_EMULATOR)));
        console.note("instance " + instance.name() + " is ready again (pid "
                + status.path("pid").asLong() + ")");
        if (status.path("agentWanted").asBoolean(false)) {
            Start.startAgentWhenWanted(instance, status, console);
        }
        console.print(Endpoint.of(status).export());
        return 0;
    }
}
