package dev.kecs.cli.forward;

import tools.jackson.databind.JsonNode;

/// Events as people read them, a line each.
public final class EventText {

    private EventText() {}

    static String line(JsonNode event) {
        return event.path("at").asString() + "  " + event.path("forward").asString() + "  " + what(event);
    }

    /// What happened, without when and to which; a kind that this program knows nothing of is called by its name.
    public static String what(JsonNode event) {
        String message = event.path("message").asString("");
        return switch (event.path("kind").asString()) {
            case "stateChanged" ->
                event.path("state").asString() + " at port "
                        + event.path("localPort").asInt() + (message.isEmpty() ? "" : ": " + message);
            case "trouble" -> message;
            default -> event.path("kind").asString() + (message.isEmpty() ? "" : ": " + message);
        };
    }
}
