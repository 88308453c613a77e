package dev.kecs.cli.forward.screen.paint;

import dev.kecs.cli.forward.screen.model.ForwardRow;
import dev.kecs.cli.forward.screen.model.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which columns there is room for, and how wide each is.
///
/// @param shown from left to right
/// @param widths of those shown
record Columns(List<Column> shown, Map<Column, Integer> widths, int gap) {

    static Columns fitting(Model model, List<ForwardRow> rows, int width) {
        int gap = width < 118 ? 1 : 2;
        Map<Column, Integer> wishes = new HashMap<>();
        Map<Column, Integer> widths = new HashMap<>();
        int left = width;
        for (Column column : Column.BY_IMPORTANCE) {
            int wish = column.wish(model, rows);
            wishes.put(column, wish);
            int needed = column.least() + (widths.isEmpty() ? 0 : gap);
            if (wish > 0 && needed <= left) {
                widths.put(column, column.least());
                left -= needed;
            }
        }
        for (Column column : Column.BY_NEED) {
            Integer given = widths.get(column);
            if (given != null) {
                int more = Math.min(left, wishes.getOrDefault(column, given) - given);
                widths.put(column, given + more);
                left -= more;
            }
        }
        return new Columns(Column.ALL.stream().filter(widths::containsKey).toList(), widths, gap);
    }

    int width(Column column) {
        return widths.getOrDefault(column, 0);
    }
}
