package dev.kecs.cli.forward.screen.model;

import dev.kecs.cli.forward.screen.cells.Glyphs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A forward's log as far as it was read.
///
/// @param name the forward's
/// @param lines the newest last; as many as were written within reach
/// @param up how many rows the end lies below the last row shown; 0 follows the log
public record LogText(String name, List<String> lines, int up) {

    private static final int KEPT = 2000;

    public LogText {
        lines = List.copyOf(lines);
    }

    static LogText of(String name) {
        return new LogText(name, List.of(), 0);
    }

    /// What stays in sight stays where it is, unless the log is followed.
    LogText with(List<String> more, int columns) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(more);
        List<String> kept = all.subList(Math.max(0, all.size() - KEPT), all.size());
        return new LogText(name, kept, up == 0 ? 0 : up + rows(more, columns).size());
    }

    LogText scrolled(int rows, int columns, int height) {
        int most = Math.max(0, rows(lines, columns).size() - height);
        return new LogText(name, lines, Math.clamp((long) up + rows, 0, most));
    }

    /// The rows in sight, at most so many.
    public List<String> shown(int columns, int height) {
        // Only as much is broken into rows as is needed: this is drawn several times a second.
        Deque<String> rows = new ArrayDeque<>();
        for (int i = lines.size() - 1; i >= 0 && rows.size() < up + height; i--) {
            Glyphs.wrap(lines.get(i), columns).reversed().forEach(rows::addFirst);
        }
        List<String> tail = List.copyOf(rows);
        int end = tail.size() - Math.min(up, Math.max(0, tail.size() - height));
        return tail.subList(Math.max(0, end - height), end);
    }

    private static List<String> rows(List<String> lines, int columns) {
        return lines.stream()
                .flatMap(line -> Glyphs.wrap(line, columns).stream())
                .toList();
    }
}
