package dev.kecs.cli.forward.file;

import dev.kecs.cli.console.Table;
import dev.kecs.cli.forward.ForwardText;
import tools.jackson.databind.JsonNode;

/// Changes as people read them.
final class ChangeText {

    private ChangeText() {}

    static String kind(JsonNode change) {
        return change.path("change").asString();
    }

    static String table(JsonNode changes) {
        Table table = new Table("NAME", "CHANGE", "FORWARD");
        for (JsonNode change : changes) {
            table.row(change.path("name").asString(), kind(change), said(change));
        }
        return table.render();
    }

    private static String said(JsonNode change) {
        JsonNode forward = change.path("forward");
        String message = change.path("message").asString("");
        if (!forward.isObject()) {
            return message;
        }
        return ForwardText.where(forward) + (message.isEmpty() ? "" : "; " + message);
    }
}
