package dev.kecs.cli.forward.screen.paint;

import dev.kecs.cli.forward.screen.cells.Glyphs;
import dev.kecs.cli.forward.screen.cells.Ink;
import dev.kecs.cli.forward.screen.model.ForwardRow;
import dev.kecs.cli.forward.screen.model.Model;
import java.util.List;
import java.util.function.Function;

/// A column of the table.
///
/// @param least it is left out rather than made narrower
/// @param most it never grows wider
/// @param optional it is left out when no cell has anything
/// @param right whether its cells end in one line rather than begin in one
record Column(
        String heading,
        int least,
        int most,
        boolean optional,
        boolean right,
        Cell cell,
        Function<ForwardRow, Ink> ink) {

    /// What stands in a cell.
    interface Cell {

        /// @param width as much as there is room for; more is cut
        String text(Model model, ForwardRow row, int width);
    }

    /// From left to right.
    private static final Column NAME = text("NAME", 8, 32, ForwardRow::name);
    private static final Column STATE = new Column(
            "STATE", 9, 12, false, false, (model, row, width) -> row.state(), row -> Inks.ofState(row.state()));
    private static final Column REASON =
            new Column("REASON", 13, 24, true, false, (model, row, width) -> row.reason(), row -> Ink.PLAIN);
    private static final Column LOCAL = text("LOCAL", 15, 30, ForwardRow::local);
    private static final Column TARGET = text("TARGET", 12, 48, ForwardRow::target);
    private static final Column TASKS = number("TASKS", (model, row, width) -> Integer.toString(row.tasks()));
    private static final Column CONNECTIONS =
            number("CONN", (model, row, width) -> Long.toString(row.connections("active")));
    private static final Column HELD = number("HELD", (model, row, width) -> Long.toString(row.connections("held")));
    private static final Column RATE = new Column(
            "BYTES/S",
            8,
            8,
            false,
            true,
            (model, row, width) -> {
                List<Long> rates = model.sight().rates(row.id());
                return rates.isEmpty() ? "" : Quantities.bytes(rates.getLast());
            },
            row -> Ink.PLAIN);
    private static final Column FLOW = new Column(
            "FLOW",
            6,
            12,
            false,
            false,
            (model, row, width) -> Sparkline.of(model.sight().rates(row.id()), width),
            row -> Inks.FLOW);

    static final List<Column> ALL = List.of(NAME, STATE, REASON, LOCAL, TARGET, TASKS, CONNECTIONS, HELD, RATE, FLOW);

    /// The column that is missed most comes first.
    static final List<Column> BY_IMPORTANCE =
            List.of(NAME, STATE, LOCAL, TASKS, REASON, CONNECTIONS, HELD, FLOW, TARGET, RATE);

    /// The column that is widened first comes first.
    static final List<Column> BY_NEED =
            List.of(NAME, STATE, LOCAL, TASKS, REASON, CONNECTIONS, HELD, TARGET, RATE, FLOW);

    private static Column text(String heading, int least, int most, Function<ForwardRow, String> cell) {
        return new Column(heading, least, most, false, false, (model, row, width) -> cell.apply(row), row -> Ink.PLAIN);
    }

    private static Column number(String heading, Cell cell) {
        return new Column(heading, heading.length(), 7, false, true, cell, row -> Ink.PLAIN);
    }

    /// How wide it would be if there was room for all of it; 0 when no cell has anything.
    int wish(Model model, List<ForwardRow> rows) {
        int widest = 0;
        for (ForwardRow row : rows) {
            widest = Math.max(widest, Glyphs.columns(cell.text(model, row, most)));
        }
        return optional && widest == 0 ? 0 : Math.clamp(Math.max(widest, heading.length()), least, most);
    }
}
