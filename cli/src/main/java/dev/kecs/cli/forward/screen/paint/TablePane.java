package dev.kecs.cli.forward.screen.paint;

import dev.kecs.cli.forward.screen.cells.Glyphs;
import dev.kecs.cli.forward.screen.cells.Ink;
import dev.kecs.cli.forward.screen.cells.Screen;
import dev.kecs.cli.forward.screen.model.ForwardRow;
import dev.kecs.cli.forward.screen.model.Link;
import dev.kecs.cli.forward.screen.model.Model;
import java.util.List;

/// The forwards, a row each, under their headings; the selected one has a `>` in front.
final class TablePane {

    private static final int MARK = 2;

    private TablePane() {}

    /// How many rows it would fill.
    static int wish(Model model) {
        return 1 + Math.max(1, model.shown().size());
    }

    /// Draws into the rows from top on.
    static void draw(Model model, Screen screen, int top, int height) {
        List<ForwardRow> rows = model.shown();
        if (rows.isEmpty()) {
            empty(model, screen, top, height);
            return;
        }
        Columns columns = Columns.fitting(model, rows, screen.width() - MARK);
        int headings = height > 1 ? 1 : 0;
        if (headings == 1) {
            headings(columns, screen, top);
        }
        int visible = Math.max(0, height - headings);
        int first = Math.clamp(model.index() - visible / 2, 0, Math.max(0, rows.size() - visible));
        for (int i = first; i < Math.min(rows.size(), first + visible); i++) {
            row(model, rows.get(i), columns, screen, top + headings + i - first);
        }
    }

    private static void empty(Model model, Screen screen, int top, int height) {
        String said;
        if (!model.filter().isEmpty() && !model.sight().forwards().isEmpty()) {
            said = "No forward matches " + model.filter() + ". Esc shows all.";
        } else {
            said = switch (model.sight().link()) {
                case Link.Connecting() -> "Looking for the agent …";
                case Link.Away away -> "Nothing has been seen yet.";
                case Link.Live() ->
                    "There are no forwards yet. s starts one: type CLUSTER/SERVICE, and --local-port PORT if you like.";
            };
        }
        List<String> lines = Glyphs.wrap(said, screen.width() - MARK);
        for (int i = 0; i < Math.min(height, lines.size()); i++) {
            screen.put(MARK, top + i, lines.get(i), Ink.PLAIN);
        }
    }

    private static void headings(Columns columns, Screen screen, int y) {
        int x = MARK;
        for (Column column : columns.shown()) {
            cell(screen, x, y, column.heading(), column, columns.width(column), Inks.HEADING);
            x += columns.width(column) + columns.gap();
        }
    }

    private static void row(Model model, ForwardRow row, Columns columns, Screen screen, int y) {
        boolean selected = row.id().equals(model.selected());
        boolean stale = model.sight().link() instanceof Link.Away;
        screen.put(0, y, selected ? ">" : " ", Inks.HEADING);
        int x = MARK;
        for (Column column : columns.shown()) {
            Ink ink = column.ink().apply(row).emphasized(selected).faded(stale);
            int width = columns.width(column);
            cell(screen, x, y, column.cell().text(model, row, width), column, width, ink);
            x += width + columns.gap();
        }
    }

    private static void cell(Screen screen, int x, int y, String text, Column column, int width, Ink ink) {
        String cut = Glyphs.cut(text, width);
        screen.put(column.right() ? x + width - Glyphs.columns(cut) : x, y, cut, ink);
    }
}
