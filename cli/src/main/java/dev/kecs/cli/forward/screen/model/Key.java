package dev.kecs.cli.forward.screen.model;

/// A key that was pressed.
public sealed interface Key {

    /// A printable character.
    record Typed(int codePoint) implements Key {}

    /// Any other key that means something here.
    enum Named implements Key {
        UP,
        DOWN,
        LEFT,
        RIGHT,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        ESCAPE,
        BACKSPACE,
        DELETE,
        /// Ctrl-U.
        ERASE_LINE,
        /// Ctrl-L.
        REDRAW,
        /// Ctrl-C, or the end of what can be typed.
        INTERRUPT,
        UNKNOWN
    }

    static Key of(char character) {
        return new Typed(character);
    }
}
