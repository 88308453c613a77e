package dev.kecs.cli.forward.screen.model;

/// A line that is typed.
///
/// @param cursor index of the character under the cursor; the text's length at its end
public record Line(String text, int cursor) {

    static final Line EMPTY = new Line("", 0);

    static Line of(String text) {
        return new Line(text, text.length());
    }

    /// The line after the key; itself when the key edits no line.
    Line press(Key key) {
        return switch (key) {
            case Key.Typed(int point) -> insert(Character.toString(point));
            case Key.Named.LEFT -> new Line(text, before());
            case Key.Named.RIGHT -> new Line(text, after());
            case Key.Named.HOME -> new Line(text, 0);
            case Key.Named.END -> of(text);
            case Key.Named.BACKSPACE -> without(before(), cursor);
            case Key.Named.DELETE -> without(cursor, after());
            case Key.Named.ERASE_LINE -> EMPTY;
            case Key.Named other -> this;
        };
    }

    private Line insert(String typed) {
        return new Line(text.substring(0, cursor) + typed + text.substring(cursor), cursor + typed.length());
    }

    private Line without(int from, int to) {
        return new Line(text.substring(0, from) + text.substring(to), from);
    }

    private int before() {
        return cursor == 0 ? 0 : text.offsetByCodePoints(cursor, -1);
    }

    private int after() {
        return cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
    }
}
