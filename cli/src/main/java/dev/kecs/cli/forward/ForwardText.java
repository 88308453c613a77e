package dev.kecs.cli.forward;

import dev.kecs.cli.console.Table;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Forwards as people read them.
public final class ForwardText {

    private ForwardText() {}

    /// One line, such as `webapp ready  127.0.0.1:8081 → production/webapp:80 (2 tasks)`.
    public static String line(JsonNode forward) {
        int tasks = readyTasks(forward);
        return forward.path("name").asString() + " " + state(forward).toLowerCase(Locale.ROOT) + "  " + local(forward)
                + " → " + target(forward) + " (" + tasks + (tasks == 1 ? " task)" : " tasks)") + because(forward);
    }

    /// State and ends, such as `ready  127.0.0.1:8081 → production/webapp:80`.
    public static String where(JsonNode forward) {
        return state(forward).toLowerCase(Locale.ROOT) + "  " + local(forward) + " → " + target(forward)
                + because(forward);
    }

    /// With tags, a line on the task that was chosen; empty otherwise.
    public static String selected(JsonNode forward) {
        JsonNode task = forward.path("selected");
        if (task.isMissingNode() || task.isNull()) {
            return "";
        }
        int matched = task.path("matched").asInt();
        return "  task " + task.path("task").asString() + " of "
                + task.path("revision").asString() + ", started "
                + task.path("startedAt").asString("not yet") + "; "
                + (matched == 1 ? "the only one" : "the newest of " + matched) + " with these tags among "
                + task.path("running").asInt() + " running\n";
    }

    static String table(JsonNode forwards, boolean wide) {
        return (wide ? wide(forwards) : narrow(forwards)).render();
    }

    private static Table narrow(JsonNode forwards) {
        Table table = new Table("NAME", "STATE", "LOCAL", "TARGET", "TASKS", "CONNECTIONS");
        for (JsonNode forward : forwards) {
            table.row(
                    forward.path("name").asString(),
                    state(forward) + because(forward),
                    local(forward),
                    target(forward),
                    Integer.toString(readyTasks(forward)),
                    number(forward.path("connections"), "active"));
        }
        return table;
    }

    private static Table wide(JsonNode forwards) {
        Table table = new Table(
                "NAME",
                "ID",
                "STATE",
                "LOCAL",
                "TARGET",
                "TASKS",
                "ACTIVE",
                "TOTAL",
                "HELD",
                "RESET",
                "FAILED",
                "IN",
                "OUT",
                "RECONNECTS",
                "SINCE",
                "ADDRESSES",
                "SELECTED",
                "ORIGIN");
        for (JsonNode forward : forwards) {
            JsonNode counts = forward.path("connections");
            table.row(
                    forward.path("name").asString(),
                    forward.path("id").asString(),
                    state(forward) + because(forward),
                    local(forward),
                    target(forward),
                    Integer.toString(readyTasks(forward)),
                    number(counts, "active"),
                    number(counts, "total"),
                    number(counts, "held"),
                    number(counts, "reset"),
                    number(counts, "failed"),
                    number(forward, "bytesIn"),
                    number(forward, "bytesOut"),
                    number(forward, "reconnects"),
                    forward.path("since").asString(""),
                    addresses(forward),
                    forward.path("selected").path("task").asString(""),
                    forward.path("origin").asString(""));
        }
        return table;
    }

    private static String state(JsonNode forward) {
        return forward.path("state").asString();
    }

    private static String because(JsonNode forward) {
        String message = forward.path("message").asString("");
        return message.isEmpty() || state(forward).equals("Ready") ? "" : ": " + message;
    }

    /// Where it listens, such as `127.0.0.1:8081`.
    public static String local(JsonNode forward) {
        String address = forward.path("address").asString();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + ports(forward, "localPort");
    }

    /// What it reaches, such as `production/webapp:80`.
    public static String target(JsonNode forward) {
        String cluster = lastPart(forward.path("cluster").asString());
        String what = switch (forward.path("type").asString()) {
            case "service" -> lastPart(forward.path("service").asString());
            case "task" -> lastPart(forward.path("task").asString());
            default -> tags(forward.path("tags"));
        };
        String ports = ports(forward, "targetPort");
        return cluster + "/" + what + (ports.isEmpty() ? "" : ":" + ports);
    }

    private static String tags(JsonNode tags) {
        StringBuilder text = new StringBuilder("[");
        for (Map.Entry<String, JsonNode> tag : tags.properties()) {
            text.append(text.length() == 1 ? "" : ",")
                    .append(tag.getKey())
                    .append('=')
                    .append(tag.getValue().asString());
        }
        return text.append(']').toString();
    }

    /// One number of each of the forward's ports, those not known yet left out.
    private static String ports(JsonNode forward, String member) {
        StringBuilder text = new StringBuilder();
        for (JsonNode port : forward.path("ports")) {
            if (port.path(member).isNumber()) {
                text.append(text.isEmpty() ? "" : ",").append(port.path(member).asInt());
            }
        }
        return text.toString();
    }

    /// A name, or the name at the end of an ARN.
    private static String lastPart(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    /// How many tasks new connections go to. A task counts once, however many of its ports are forwarded.
    public static int readyTasks(JsonNode forward) {
        Set<String> ready = new HashSet<>();
        for (JsonNode endpoint : forward.path("endpoints")) {
            if (endpoint.path("ready").asBoolean(false)) {
                ready.add(endpoint.path("task").asString());
            }
        }
        return ready.size();
    }

    static String addresses(JsonNode forward) {
        StringBuilder text = new StringBuilder();
        for (JsonNode address : forward.path("addresses")) {
            text.append(text.isEmpty() ? "" : ",").append(address.asString());
        }
        return text.toString();
    }

    private static String number(JsonNode from, String member) {
        return Long.toString(from.path(member).asLong(0));
    }
}
