package dev.kecs.cli.command;

import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.console.Table;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Endpoint;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.instance.Server;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.protocol.agent.AgentMethods;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `kecs status`
public final class Status implements Command {

    @Override
    public Description description() {
        return new Description("Tell what an instance does; ends with 6 when it is not running.")
                .options(InstanceOption.INSTANCE, OutputOption.OUTPUT)
                .examples("kecs status", "kecs status -o json");
    }

    @Override
    public int run(Invocation invocation) {
        Instance instance = InstanceOption.of(invocation);
        Optional<JsonNode> server = new Server(instance).status();
        Optional<JsonNode> agent = agent(instance);
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("instance", instance.name());
        state.put("state", server.isPresent() ? "running" : "stopped");
        state.put("directory", instance.paths().directory().toString());
        server.ifPresent(status -> state.put("endpoint", Endpoint.of(status).url()));
        state.set("server", server.orElse(JsonNodeFactory.instance.nullNode()));
        state.set("agent", agent.orElse(JsonNodeFactory.instance.nullNode()));
        OutputOption.of(invocation).print(state, () -> text(state));
        return server.isPresent() ? ExitCode.DONE.number() : ExitCode.NOT_RUNNING.number();
    }

    private static Optional<JsonNode> agent(Instance instance) {
        Optional<Connection> found = instance.agent();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = found.get()) {
            return Optional.of(connection.call(AgentMethods.AGENT_STATUS));
        }
    }

    private static String text(ObjectNode state) {
        JsonNode server = state.path("server");
        JsonNode agent = state.path("agent");
        Table table = new Table("INSTANCE", state.path("instance").asString());
        table.row("state", state.path("state").asString());
        if (server.isObject()) {
            table.row("endpoint", state.path("endpoint").asString());
            table.row("engine", server.path("engine").asString());
            table.row(
                    "server",
                    "pid " + server.path("pid").asLong() + ", version "
                            + server.path("version").asString() + ", since "
                            + server.path("startedAt").asString());
            table.row("clusters", server.path("clusters").asString());
            for (JsonNode cluster : server.path("unsettled")) {
                table.row("cluster", unsettled(cluster));
            }
            table.row("services", server.path("services").asString());
            table.row("tasks", tasks(server.path("tasks")));
        }
        String emulator = emulator(server.path("awsEmulator"));
        if (!emulator.isEmpty()) {
            table.row("aws emulator", emulator);
        }
        table.row("agent", agent.isObject() ? agentLine(agent) : "not running");
        agent.path("listening").forEachEntry((what, where) -> table.row(what, where.asString()));
        for (JsonNode problem : agent.path("problems")) {
            table.row("problem", problem.asString());
        }
        return table.row("directory", state.path("directory").asString()).render();
    }

    /// One line about the AWS emulator; empty where there is none.
    static String emulator(JsonNode status) {
        if (!status.isObject()) {
            return "";
        }
        String said = status.path("url").asStringOpt().map(url -> " at " + url).orElse("")
                + status.path("message")
                        .asStringOpt()
                        .map(message -> ": " + message)
                        .orElse("");
        return status.path("kind").asString() + ", " + status.path("state").asString() + said;
    }

    private static String agentLine(JsonNode agent) {
        int forwards = agent.path("forwards").asInt();
        return "pid " + agent.path("pid").asLong() + ", " + forwards + (forwards == 1 ? " forward" : " forwards")
                + (agent.path("serverConnected").asBoolean() ? "" : ", waiting for the server");
    }

    private static String unsettled(JsonNode cluster) {
        String reason = cluster.path("reason").asString("");
        return cluster.path("cluster").asString() + " is "
                + cluster.path("status").asString() + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String tasks(JsonNode counts) {
        StringBuilder text = new StringBuilder();
        counts.forEachEntry((state, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count.asString())
                .append(' ')
                .append(state));
        return text.isEmpty() ? "none" : text.toString();
    }
}
