package dev.kecs.cli.forward;

import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.cli.line.Parameter;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardName;
import dev.kecs.protocol.event.EventMethods;
import dev.kecs.protocol.event.EventQuery;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `kecs port-forward describe`
public final class ForwardDescription implements Command {

    private static final int SHOWN_EVENTS = 10;
    private static final int SHOWN_CLIENTS = 20;

    @Override
    public Description description() {
        return new Description("Print all that is known of one forward, with its last events.")
                .parameter(Parameter.one("ID-OR-NAME", "The forward.").completedBy(Names.FORWARD))
                .options(InstanceOption.INSTANCE, OutputOption.OUTPUT)
                .examples("kecs port-forward describe webapp", "kecs port-forward describe webapp -o yaml");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        try (Connection agent =
                new Agent(instance).connectWhenWanted().orElseThrow(() -> SelectedForwards.noAgent(instance))) {
            JsonNode forward = agent.call(
                    AgentMethods.FORWARD_DESCRIBE,
                    new ForwardName(invocation.words().getFirst()));
            JsonNode connections = agent.call(
                    AgentMethods.FORWARD_CONNECTIONS,
                    new ForwardName(forward.path("id").asString()));
            JsonNode events = agent.call(
                    EventMethods.EVENTS_LIST, new EventQuery(forward.path("id").asString(), null));
            ObjectNode all = ((ObjectNode) forward).deepCopy();
            all.set("clients", connections);
            all.set("events", events);
            OutputOption.of(invocation).print(all, () -> text(all));
        }
        return 0;
    }

    private static String text(JsonNode forward) {
        StringBuilder text = new StringBuilder(ForwardText.line(forward)).append('\n');
        text.append(ForwardText.selected(forward));
        line(text, "id", forward.path("id").asString());
        line(text, "since", forward.path("since").asString(""));
        line(text, "from", forward.path("origin").asString(""));
        line(text, "addresses", ForwardText.addresses(forward));
        for (JsonNode port : forward.path("ports")) {
            line(
                    text,
                    "port",
                    port.path("localPort").asInt() + " → "
                            + port.path("targetPort").asString("?") + "/"
                            + port.path("protocol").asString("?") + "  "
                            + port.path("state").asString() + " "
                            + port.path("reason").asString(""));
        }
        for (JsonNode endpoint : forward.path("endpoints")) {
            line(
                    text,
                    "endpoint",
                    endpoint.path("address").asString() + ":"
                            + endpoint.path("port").asInt() + "  task "
                            + endpoint.path("task").asString()
                            + (endpoint.path("ready").asBoolean(false) ? "  ready" : "  not ready"));
        }
        JsonNode counts = forward.path("connections");
        line(
                text,
                "connections",
                counts.path("active").asLong() + " active, "
                        + counts.path("held").asLong() + " held, "
                        + counts.path("total").asLong() + " in all, "
                        + counts.path("reset").asLong() + " reset, "
                        + counts.path("failed").asLong() + " failed");
        line(
                text,
                "bytes",
                forward.path("bytesIn").asLong() + " in, "
                        + forward.path("bytesOut").asLong() + " out");
        line(text, "reconnects", Long.toString(forward.path("reconnects").asLong()));
        line(text, "options", options(forward.path("options")));
        JsonNode clients = forward.path("clients");
        for (int i = 0; i < Math.min(SHOWN_CLIENTS, clients.size()); i++) {
            line(text, "client", client(clients.get(i)));
        }
        if (clients.size() > SHOWN_CLIENTS) {
            line(text, "", clients.size() - SHOWN_CLIENTS + " more clients; -o json shows all");
        }
        JsonNode events = forward.path("events");
        for (int i = Math.max(0, events.size() - SHOWN_EVENTS); i < events.size(); i++) {
            JsonNode event = events.get(i);
            line(text, "event", event.path("at").asString() + "  " + EventText.what(event));
        }
        return text.toString();
    }

    private static String client(JsonNode client) {
        String where = client.path("endpoint").asString("");
        return client.path("client").asString() + " → "
                + client.path("localPort").asInt()
                + (where.isEmpty() ? "" : " → " + where) + "  "
                + client.path("stage").asString() + " for "
                + Duration.ofMillis(client.path("ageMillis").asLong()).toSeconds() + " s, "
                + client.path("bytesIn").asLong() + " in, "
                + client.path("bytesOut").asLong() + " out";
    }

    private static String options(JsonNode options) {
        StringBuilder text = new StringBuilder();
        options.properties()
                .forEach(option -> text.append(text.isEmpty() ? "" : ", ")
                        .append(option.getKey())
                        .append(' ')
                        .append(option.getValue().asString()));
        return text.toString();
    }

    /// Nothing is said of what is not there.
    private static void line(StringBuilder text, String label, String value) {
        if (!value.isBlank()) {
            text.append("  ").append(label).repeat(' ', 13 - label.length());
            text.append(value.stripTrailing()).append('\n');
        }
    }
}
