package dev.kecs.cli.forward.screen.paint;

import dev.kecs.cli.forward.screen.cells.Glyphs;
import dev.kecs.cli.forward.screen.cells.Ink;
import dev.kecs.cli.forward.screen.cells.Screen;
import dev.kecs.cli.forward.screen.model.ForwardRow;
import dev.kecs.cli.forward.screen.model.Link;
import dev.kecs.cli.forward.screen.model.LogText;
import dev.kecs.cli.forward.screen.model.Mode;
import dev.kecs.cli.forward.screen.model.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The whole screen: a title, what the mode is about, and the footer. Start reading here.
///
/// @param instance the name of the instance whose forwards are shown
public record Painting(String instance) {

    /// Details need so many rows to be worth their place below the table.
    private static final int FEWEST_DETAIL_ROWS = 7;
    private static final int MOST_BANNER_ROWS = 2;

    /// Draws the model.
    public Screen of(Model model, int width, int height) {
        Screen screen = new Screen(width, height);
        int top = height > 2 ? 1 : 0;
        if (top == 1) {
            title(model, screen);
        }
        top += banner(model, screen, top, height);
        int room = Math.max(0, height - top - Footer.rows(model, width));
        switch (model.mode()) {
            case Mode.Log(LogText text) -> log(text, screen, top, room);
            case Mode.Help() -> HelpPane.draw(screen, top, room);
            case Mode.Details() -> DetailPane.draw(model, screen, top, room);
            case Mode.Table _, Mode.Filtering _, Mode.Starting _, Mode.Confirming _ -> table(model, screen, top, room);
        }
        Footer.draw(model, screen);
        return screen;
    }

    /// The table gets what it needs, but leaves the details theirs.
    private static void table(Model model, Screen screen, int top, int room) {
        int wish = TablePane.wish(model);
        boolean both = room >= FEWEST_DETAIL_ROWS * 2 && model.current().isPresent();
        int rows = both ? Math.min(wish, room - Math.max(FEWEST_DETAIL_ROWS, room / 2)) : room;
        TablePane.draw(model, screen, top, rows);
        if (both) {
            DetailPane.draw(model, screen, top + rows + 1, room - rows - 1);
        }
    }

    private static void log(LogText text, Screen screen, int top, int room) {
        List<String> shown = text.shown(screen.width(), room);
        if (text.lines().isEmpty()) {
            screen.put(2, top, "The log is empty so far.", Ink.PLAIN);
        }
        for (int i = 0; i < shown.size(); i++) {
            screen.put(0, top + i, shown.get(i), Ink.PLAIN);
        }
    }

    private void title(Model model, Screen screen) {
        screen.fill(0, Inks.BAR);
        String what = switch (model.mode()) {
            case Mode.Log(LogText text) -> "Log of " + text.name();
            case Mode.Help() -> "Keys";
            default -> "Forwards of " + instance;
        };
        int end = screen.put(1, 0, Glyphs.cut(what, screen.width() - 2), Inks.BAR);
        screen.putAtEnd(end + 2, 0, summary(model), Inks.BAR);
    }

    private static String summary(Model model) {
        List<String> parts = new ArrayList<>();
        Map<String, Integer> states = new TreeMap<>();
        for (ForwardRow row : model.sight().forwards()) {
            states.merge(row.state(), 1, Integer::sum);
        }
        states.forEach((state, count) -> parts.add(count + " " + state));
        if (!model.filter().isEmpty()) {
            parts.add("filter " + model.filter());
        }
        return switch (model.sight().link()) {
            case Link.Connecting() -> "connecting";
            case Link.Live() -> String.join(", ", parts);
            case Link.Away away -> "AGENT AWAY";
        };
    }

    /// Says that the agent is away.
    ///
    /// @return the rows used
    private static int banner(Model model, Screen screen, int top, int height) {
        if (!(model.sight().link() instanceof Link.Away(var why, var since)) || height < 4) {
            return 0;
        }
        String age = Quantities.age(Duration.between(since, model.sight().now()));
        String all = "Agent away for " + age + ": " + why
                + (model.sight().forwards().isEmpty() ? "" : " What follows was seen before.");
        List<String> lines =
                height < 8 ? List.of(Glyphs.cut(all, screen.width() - 2)) : Glyphs.wrap(all, screen.width() - 2);
        int rows = Math.min(lines.size(), MOST_BANNER_ROWS);
        for (int i = 0; i < rows; i++) {
            screen.put(1, top + i, lines.get(i), Inks.FAILED);
        }
        return rows;
    }
}
