package dev.kecs.cli.command;

import dev.kecs.cli.console.Table;
import dev.kecs.cli.instance.Endpoint;
import dev.kecs.cli.instance.Installation;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.Server;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.OutputOption;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `kecs instances`
public final class Instances implements Command {

    @Override
    public Description description() {
        return new Description("List all instances, running or stopped.")
                .options(OutputOption.OUTPUT)
                .examples("kecs instances", "kecs instances -o json");
    }

    @Override
    public int run(Invocation invocation) {
        ArrayNode state = JsonNodeFactory.instance.arrayNode();
        for (Instance instance : Installation.of(invocation.console()).instances()) {
            describe(instance, state.addObject());
        }
        OutputOption.of(invocation).print(state, () -> text(state));
        return 0;
    }

    private static void describe(Instance instance, ObjectNode into) {
        Optional<JsonNode> server = new Server(instance).status();
        into.put("instance", instance.name());
        into.put("state", server.isPresent() ? "running" : "stopped");
        into.put("endpoint", server.map(status -> Endpoint.of(status).url()).orElse(null));
        into.put(
                "engine", server.map(status -> status.path("engine").asString()).orElse(null));
        into.put("pid", server.map(status -> status.path("pid").asLong()).orElse(null));
        into.put("directory", instance.paths().directory().toString());
    }

    private static String text(ArrayNode state) {
        Table table = new Table("INSTANCE", "STATE", "ENDPOINT", "ENGINE", "PID");
        for (JsonNode instance : state) {
            table.row(
                    instance.path("instance").asString(),
                    instance.path("state").asString(),
                    instance.path("endpoint").asString(""),
                    instance.path("engine").asString(""),
                    instance.path("pid").asString(""));
        }
        return table.render();
    }
}
