package dev.kecs.cli.forward.screen.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A grid of cells to draw on. Belongs to one thread; what does not fit is left out.
public final class Screen {

    /// @param text empty in the right half of a wide character
    private record Cell(String text, Ink ink) {
        private static final Cell BLANK = new Cell(" ", Ink.PLAIN);
    }

    private final int width;
    private final Cell[][] rows;
    private int cursorColumn = -1;
    private int cursorRow = -1;

    public Screen(int width, int height) {
        this.width = Math.max(0, width);
        this.rows = new Cell[Math.max(0, height)][this.width];
        for (Cell[] row : rows) {
            Arrays.fill(row, Cell.BLANK);
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return rows.length;
    }

    /// Writes a text into one row.
    ///
    /// @return the column after it
    public int put(int column, int row, String text, Ink ink) {
        int at = column;
        for (Glyph glyph : Glyphs.of(text)) {
            if (row < 0 || row >= rows.length || at < 0 || at + glyph.width() > width) {
                break;
            }
            rows[row][at] = new Cell(glyph.text(), ink);
            if (glyph.width() == 2) {
                rows[row][at + 1] = new Cell("", ink);
            }
            at += glyph.width();
        }
        return at;
    }

    /// Writes a text so that it ends in the last column but one; nothing when it would begin before the column.
    public void putAtEnd(int from, int row, String text, Ink ink) {
        int column = width - 1 - Glyphs.columns(text);
        if (column >= from) {
            put(column, row, text, ink);
        }
    }

    /// A row of blanks in this ink.
    public void fill(int row, Ink ink) {
        put(0, row, " ".repeat(width), ink);
    }

    /// Shows the cursor there.
    public void cursor(int column, int row) {
        cursorColumn = Math.min(column, width - 1);
        cursorRow = row;
    }

    boolean hasCursor() {
        return cursorColumn >= 0 && cursorRow >= 0 && cursorRow < rows.length;
    }

    int cursorColumn() {
        return cursorColumn;
    }

    int cursorRow() {
        return cursorRow;
    }

    boolean sameCursor(Screen other) {
        return cursorColumn == other.cursorColumn && cursorRow == other.cursorRow;
    }

    boolean sameRow(int row, Screen other) {
        return row < other.rows.length && Arrays.equals(rows[row], other.rows[row]);
    }

    /// The row with its inks, blanks at its end left out.
    String drawn(int row, boolean colours) {
        StringBuilder text = new StringBuilder();
        Ink ink = Ink.PLAIN;
        for (int column = 0; column < end(row); column++) {
            Cell cell = rows[row][column];
            if (!cell.ink.equals(ink)) {
                ink = cell.ink;
                text.append(ink.sequence(colours));
            }
            text.append(cell.text);
        }
        return ink.equals(Ink.PLAIN)
                ? text.toString()
                : text.append(Ink.PLAIN.sequence(colours)).toString();
    }

    private int end(int row) {
        int end = width;
        while (end > 0 && rows[row][end - 1].equals(Cell.BLANK)) {
            end--;
        }
        return end;
    }

    /// What stands in the rows, without inks and without blanks at their ends.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Cell[] row : rows) {
            lines.add(Arrays.stream(row)
                    .map(Cell::text)
                    .collect(Collectors.joining())
                    .stripTrailing());
        }
        return lines;
    }
}
