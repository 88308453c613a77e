package dev.kecs.cli.forward.screen.model;

import dev.kecs.cli.forward.ForwardText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A forward as the agent has told it; nobody changes the JSON.
public record ForwardRow(JsonNode json) {

    public String id() {
        return json.path("id").asString();
    }

    public String name() {
        return json.path("name").asString();
    }

    /// `Resolving`, `Ready`, `Waiting`, `Paused` or `Closed`, or what a newer agent says.
    public String state() {
        return json.path("state").asString();
    }

    public boolean isPaused() {
        return state().equals("Paused");
    }

    /// Why it waits or has ended, in one word; empty otherwise.
    public String reason() {
        return state().equals("Ready") ? "" : json.path("reason").asString("");
    }

    /// The same as a sentence.
    public String message() {
        return state().equals("Ready") ? "" : json.path("message").asString("");
    }

    public String local() {
        return ForwardText.local(json);
    }

    public String target() {
        return ForwardText.target(json);
    }

    /// How many tasks new connections go to.
    public int tasks() {
        return ForwardText.readyTasks(json);
    }

    /// One of the agent's counts of connections, by its name there.
    public long connections(String count) {
        return json.path("connections").path(count).asLong(0);
    }

    public long bytesIn() {
        return json.path("bytesIn").asLong(0);
    }

    public long bytesOut() {
        return json.path("bytesOut").asLong(0);
    }

    /// When it came to its state.
    public Optional<Instant> since() {
        return instant(json.path("since").asString(""));
    }

    /// Empty when the text is no ISO-8601 time.
    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    boolean matches(String filter) {
        String all = name() + " " + id() + " " + state() + " " + reason() + " " + local() + " " + target();
        return all.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }
}
