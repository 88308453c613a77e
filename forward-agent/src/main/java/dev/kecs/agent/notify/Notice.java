package dev.kecs.agent.notify;

import java.util.LinkedHashMap;
import java.util.Map;

/// One thing to tell.
///
/// @param event `lost` or `recovered`
/// @param message why it waits; empty when it recovered
/// @param at ISO-8601
record Notice(String event, String id, String forward, int localPort, String message, String at) {
    /// As a sentence.
    String text() {
        return "Forward " + forward + " (port " + localPort + ") "
                + (event.equals("lost") ? "waits: " + message : "is ready again");
    }

    /// As a program finds it in its environment.
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("KECS_EVENT", event);
        variables.put("KECS_FORWARD_ID", id);
        variables.put("KECS_FORWARD_NAME", forward);
        variables.put("KECS_FORWARD_PORT", String.valueOf(localPort));
        variables.put("KECS_FORWARD_MESSAGE", message);
        variables.put("KECS_EVENT_AT", at);
        return variables;
    }
}
