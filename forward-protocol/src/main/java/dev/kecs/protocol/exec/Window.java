package dev.kecs.protocol.exec;

/// A terminal's size in characters, 1 to 10,000 of each.
public record Window(int columns, int rows) {
    private static final int MOST = 10_000;

    public Window {
        if (columns < 1 || rows < 1 || columns > MOST || rows > MOST) {
            throw new IllegalArgumentException("columns and rows are numbers from 1 to " + MOST);
        }
    }
}
