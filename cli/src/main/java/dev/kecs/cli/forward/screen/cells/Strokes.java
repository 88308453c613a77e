package dev.kecs.cli.forward.screen.cells;

import java.util.Optional;

/// The control sequences (ECMA-48, and xterm's private modes) that draw screens.
///
/// Terminals without one of the private modes ignore it.
public final class Strokes {

    /// To a second screen without scrollback; no wrapping at the last column; no cursor.
    public static final String BEGIN = "\u001b[?1049h\u001b[?7l\u001b[?25l\u001b[0m\u001b[2J";

    /// Back to what was there before; cleared first, for terminals that were widened meanwhile and mix the two up.
    public static final String END = "\u001b[0m\u001b[2J\u001b[?7h\u001b[?25h\u001b[?1049l";

    private static final String TOGETHER = "\u001b[?2026h";
    private static final String DONE = "\u001b[?2026l";
    private static final String HIDE = "\u001b[?25l";
    private static final String SHOW = "\u001b[?25h";
    private static final String CLEAR_ALL = "\u001b[0m\u001b[2J";
    private static final String CLEAR_ROW = "\u001b[2K";

    private Strokes() {}

    /// Draws the rows that differ; nothing when none does and the cursor stays.
    ///
    /// @param before what the terminal shows; empty when that is not known
    /// @param colours false leaves colours out
    public static String between(Optional<Screen> before, Screen after, boolean colours) {
        Optional<Screen> known =
                before.filter(screen -> screen.width() == after.width() && screen.height() == after.height());
        StringBuilder text = new StringBuilder();
        if (known.isEmpty()) {
            text.append(CLEAR_ALL);
        }
        for (int row = 0; row < after.height(); row++) {
            int current = row;
            if (known.filter(screen -> after.sameRow(current, screen)).isEmpty()) {
                to(text, 0, row).append(CLEAR_ROW).append(after.drawn(row, colours));
            }
        }
        if (text.isEmpty() && known.filter(after::sameCursor).isPresent()) {
            return "";
        }
        if (after.hasCursor()) {
            to(text, after.cursorColumn(), after.cursorRow()).append(SHOW);
        }
        return TOGETHER + HIDE + text + DONE;
    }

    private static StringBuilder to(StringBuilder text, int column, int row) {
        return text.append("\u001b[")
                .append(row + 1)
                .append(';')
                .append(column + 1)
                .append('H');
    }
}
