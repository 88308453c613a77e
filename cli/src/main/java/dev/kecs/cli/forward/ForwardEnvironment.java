package dev.kecs.cli.forward;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.protocol.agent.AgentMethods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `kecs port-forward env`
public final class ForwardEnvironment implements Command {

    private static final String SHELL = "shell";
    private static final Option<String> FORMAT = Option.word(
            "--format", "How to print them; shell by default.", List.of(SHELL, "dotenv", "json"), word -> word);

    @Override
    public Description description() {
        return new Description("Print where every forward listens as environment variables.")
                .options(FORMAT, InstanceOption.INSTANCE)
                .examples(
                        "eval \"$(kecs port-forward env)\"",
                        "kecs port-forward env --format dotenv > .env",
                        "kecs port-forward env --format json")
                .notes("A forward named web-service gives WEB_SERVICE_URL, WEB_SERVICE_HOST and WEB_SERVICE_PORT, and "
                        + "one with several ports WEB_SERVICE_PORT_9229 for the container port 9229, and so on.");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        Console console = invocation.console();
        try (Connection agent =
                new Agent(instance).connectWhenWanted().orElseThrow(() -> SelectedForwards.noAgent(instance))) {
            Map<String, String> variables = new LinkedHashMap<>();
            for (JsonNode forward : agent.call(AgentMethods.FORWARD_LIST)) {
                variablesOf(forward).forEach((name, value) -> {
                    if (variables.putIfAbsent(name, value) != null) {
                        console.note("two forwards would set " + name + "; the first one does");
                    }
                });
            }
            print(variables, invocation.value(FORMAT).orElse(SHELL), console);
        }
        return 0;
    }

    private static void print(Map<String, String> variables, String format, Console console) {
        if (format.equals("json")) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            variables.forEach(object::put);
            console.print(object.toPrettyString());
            return;
        }
        // Names and values are made of letters, digits and ._:/[]- only, so nothing must be quoted but the brackets.
        variables.forEach((name, value) ->
                console.print(format.equals(SHELL) ? "export " + name + "='" + value + "'" : name + "=" + value));
    }

    private static Map<String, String> variablesOf(JsonNode forward) {
        String name = forward.path("name").asString().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        if (Character.isDigit(name.charAt(0))) {
            name = "_" + name;
        }
        String address = forward.path("address").asString();
        String host = address.contains(":") ? "[" + address + "]" : address;
        String port = Integer.toString(forward.path("localPort").asInt());
        Map<String, String> variables = new LinkedHashMap<>();
        if (forward.path("state").asString().equals("Closed")) {
            return variables;
        }
        variables.put(name + "_URL", "http://" + host + ":" + port);
        variables.put(name + "_HOST", address);
        variables.put(name + "_PORT", port);
        JsonNode ports = forward.path("ports");
        for (JsonNode each : ports) {
            if (ports.size() > 1 && each.path("targetPort").isNumber()) {
                variables.put(
                        name + "_PORT_" + each.path("targetPort").asInt(),
                        Integer.toString(each.path("localPort").asInt()));
            }
        }
        return variables;
    }
}
