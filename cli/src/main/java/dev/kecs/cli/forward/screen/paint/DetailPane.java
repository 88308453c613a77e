package dev.kecs.cli.forward.screen.paint;

import dev.kecs.cli.forward.EventText;
import dev.kecs.cli.forward.screen.cells.Glyphs;
import dev.kecs.cli.forward.screen.cells.Ink;
import dev.kecs.cli.forward.screen.cells.Screen;
import dev.kecs.cli.forward.screen.model.ForwardRow;
import dev.kecs.cli.forward.screen.model.Model;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What is known of the selected forward: its ends, its counts, its last events.
final class DetailPane {

    private static final int LABEL = 13;
    private static final int FEWEST_EVENTS = 2;
    private static final int MOST_STATE_ROWS = 3;

    /// @param label empty when it goes on with the one before
    private record Fact(String label, String text) {}

    private DetailPane() {}

    /// Draws into the rows from top on; the first one has the forward's name.
    static void draw(Model model, Screen screen, int top, int height) {
        Optional<ForwardRow> current = model.current();
        if (current.isEmpty() || height < 1) {
            return;
        }
        ForwardRow row = current.get();
        String title = "── " + row.name() + " (" + row.id() + ") ";
        int end = screen.put(0, top, Glyphs.cut(title, screen.width()), Inks.HEADING);
        screen.put(end, top, "─".repeat(Math.max(0, screen.width() - end)), Inks.LABEL);
        int y = top + 1;
        for (Fact fact : facts(model, row, height - 1, screen.width() - 2 - LABEL)) {
            if (y >= top + height) {
                return;
            }
            screen.put(2, y, Glyphs.cut(fact.label(), screen.width() - 2), Inks.LABEL);
            screen.put(2 + LABEL, y, Glyphs.cut(fact.text(), screen.width() - 2 - LABEL), Ink.PLAIN);
            y++;
        }
    }

    /// Endpoints and events share what the rest leaves.
    private static List<Fact> facts(Model model, ForwardRow row, int budget, int width) {
        List<Fact> facts = new ArrayList<>();
        for (String line : Glyphs.wrap(state(model, row), width)) {
            if (facts.size() < MOST_STATE_ROWS) {
                facts.add(new Fact(facts.isEmpty() ? "state" : "", line));
            }
        }
        facts.add(new Fact("from", row.local() + others(row) + " to " + row.target()));
        List<Fact> counts = counts(row);
        int left = Math.max(0, budget - facts.size() - counts.size());
        facts.addAll(endpoints(row, Math.max(1, left - FEWEST_EVENTS)));
        facts.addAll(counts);
        facts.addAll(events(model, row, Math.max(0, budget - facts.size())));
        return facts;
    }

    private static String state(Model model, ForwardRow row) {
        String since = row.since()
                .map(at -> " for "
                        + Quantities.age(Duration.between(at, model.sight().now())))
                .orElse("");
        return row.state() + since + (row.message().isEmpty() ? "" : ": " + row.message());
    }

    private static String others(ForwardRow row) {
        int more = row.json().path("addresses").size() - 1;
        return more < 1
                ? ""
                : " (and " + row.json().path("addresses").get(1).asString()
                        + (more > 1 ? ", " + (more - 1) + " more" : "") + ")";
    }

    private static List<Fact> endpoints(ForwardRow row, int most) {
        JsonNode endpoints = row.json().path("endpoints");
        List<Fact> facts = new ArrayList<>();
        int shown = endpoints.size() > most ? Math.max(0, most - 1) : endpoints.size();
        for (int i = 0; i < shown; i++) {
            JsonNode endpoint = endpoints.get(i);
            facts.add(new Fact(
                    i == 0 ? "endpoints" : "",
                    endpoint.path("address").asString() + ":"
                            + endpoint.path("port").asInt()
                            + (endpoint.path("ready").asBoolean(false) ? "  ready      task " : "  not ready  task ")
                            + endpoint.path("task").asString()));
        }
        if (endpoints.isEmpty()) {
            facts.add(new Fact("endpoints", "none"));
        } else if (shown < endpoints.size()) {
            facts.add(new Fact(shown == 0 ? "endpoints" : "", endpoints.size() - shown + (shown == 0 ? "" : " more")));
        }
        return facts;
    }

    private static List<Fact> counts(ForwardRow row) {
        return List.of(
                new Fact(
                        "connections",
                        row.connections("active") + " active, " + row.connections("held") + " held, "
                                + row.connections("total") + " in all, " + row.connections("reset") + " reset, "
                                + row.connections("failed") + " failed"),
                new Fact(
                        "moved",
                        Quantities.bytes(row.bytesIn()) + " in, " + Quantities.bytes(row.bytesOut()) + " out; "
                                + row.json().path("reconnects").asLong(0) + " reconnects"));
    }

    private static List<Fact> events(Model model, ForwardRow row, int most) {
        List<JsonNode> all = model.sight().events(row.id());
        List<Fact> facts = new ArrayList<>();
        for (JsonNode event : all.subList(Math.max(0, all.size() - most), all.size())) {
            facts.add(new Fact(
                    facts.isEmpty() ? "events" : "",
                    ago(event.path("at").asString(""), model.sight().now()) + EventText.what(event)));
        }
        return facts;
    }

    private static String ago(String at, Instant now) {
        String age = ForwardRow.instant(at)
                .map(time -> Quantities.age(Duration.between(time, now)) + " ago")
                .orElse(at);
        return " ".repeat(Math.max(0, 8 - age.length())) + age + "  ";
    }
}
