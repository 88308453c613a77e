package dev.kecs.cli.forward.screen.terminal;

import dev.kecs.cli.forward.screen.model.Key;
import java.io.IOException;

/// Makes keys of the characters that a terminal sends (ECMA-48, with xterm's and VT220's sequences for keys). Belongs
/// to
/// the thread that reads.
final class KeyDecoder {

    /// Where characters come from.
    interface Characters {

        int END = -1;
        int NONE = -2;

        /// The next UTF-16 character; [#END], or [#NONE] when the time is over first.
        ///
        /// @param millis how long to wait; 0 for ever
        int next(long millis) throws IOException;
    }

    /// A sequence comes in one piece, or nearly so; Esc alone is followed by nothing.
    private static final long SEQUENCE_MILLIS = 50;

    private static final int ESCAPE = 27;

    private static final int NOTHING = -3;

    private final Characters characters;
    /// A character that was read already.
    private int pushedBack = NOTHING;

    KeyDecoder(Characters characters) {
        this.characters = characters;
    }

    /// Waits for a key.
    Key next() throws IOException {
        int first = pushedBack == NOTHING ? characters.next(0) : pushedBack;
        pushedBack = NOTHING;
        return switch (first) {
            case Characters.END, 3 -> Key.Named.INTERRUPT;
            case ESCAPE -> sequence();
            case '\r', '\n' -> Key.Named.ENTER;
            case 8, 127 -> Key.Named.BACKSPACE;
            case 1 -> Key.Named.HOME;
            case 5 -> Key.Named.END;
            case 12 -> Key.Named.REDRAW;
            case 14 -> Key.Named.DOWN;
            case 16 -> Key.Named.UP;
            case 21 -> Key.Named.ERASE_LINE;
            default -> character(first);
        };
    }

    private Key character(int first) throws IOException {
        if (first < ' ' || (first >= 128 && first < 160)) {
            return Key.Named.UNKNOWN;
        }
        if (!Character.isHighSurrogate((char) first)) {
            return new Key.Typed(first);
        }
        int second = characters.next(SEQUENCE_MILLIS);
        return second >= 0 && Character.isLowSurrogate((char) second)
                ? new Key.Typed(Character.toCodePoint((char) first, (char) second))
                : Key.Named.UNKNOWN;
    }

    private Key sequence() throws IOException {
        int second = characters.next(SEQUENCE_MILLIS);
        return switch (second) {
            case Characters.NONE -> Key.Named.ESCAPE;
            case '[' -> controlSequence();
            case 'O' -> named(characters.next(SEQUENCE_MILLIS), "");
            default -> {
                pushedBack = second;
                yield Key.Named.ESCAPE;
            }
        };
    }

    /// Parameters, then one final character.
    private Key controlSequence() throws IOException {
        StringBuilder parameters = new StringBuilder();
        while (parameters.length() < 32) {
            int next = characters.next(SEQUENCE_MILLIS);
            if (next < 0x20 || next > 0x7e) {
                return Key.Named.UNKNOWN;
            }
            if (next >= 0x40) {
                return named(next, parameters.toString());
            }
            parameters.append((char) next);
        }
        return Key.Named.UNKNOWN;
    }

    private static Key named(int last, String parameters) {
        return switch (last) {
            case 'A' -> Key.Named.UP;
            case 'B' -> Key.Named.DOWN;
            case 'C' -> Key.Named.RIGHT;
            case 'D' -> Key.Named.LEFT;
            case 'H' -> Key.Named.HOME;
            case 'F' -> Key.Named.END;
            case '~' ->
                switch (parameters) {
                    case "1", "7" -> Key.Named.HOME;
                    case "4", "8" -> Key.Named.END;
                    case "3" -> Key.Named.DELETE;
                    case "5" -> Key.Named.PAGE_UP;
                    case "6" -> Key.Named.PAGE_DOWN;
                    default -> Key.Named.UNKNOWN;
                };
            default -> Key.Named.UNKNOWN;
        };
    }
}
