package dev.kecs.cli.forward.screen.paint;

import dev.kecs.cli.forward.screen.cells.Glyphs;
import dev.kecs.cli.forward.screen.cells.Ink;
import dev.kecs.cli.forward.screen.cells.Screen;
import java.util.List;

/// The keys with what they do.
public final class HelpPane {

    /// @param keys as they are pressed
    /// @param meaning what they do
    public record Entry(String keys, String meaning) {}

    /// In the order shown.
    public static final List<Entry> ENTRIES = List.of(
            new Entry("↑ ↓ k j", "select a forward; PgUp, PgDn, Home, End, g, G go further"),
            new Entry("Enter", "everything about the selected forward, and back"),
            new Entry("s", "start a forward: CLUSTER/SERVICE with the options of start service, or task CLUSTER/TASK"),
            new Entry("x", "stop the selected forward, after y"),
            new Entry("p", "pause it: new connections are held; again: resume it"),
            new Entry("l", "its log, which is followed; ↑ ↓ scroll, G follows again"),
            new Entry("/", "show only forwards with a text; Esc shows all"),
            new Entry("? h", "this"),
            new Entry("Ctrl-L", "draw everything anew"),
            new Entry("q Ctrl-C", "quit; forwards go on"));

    private static final int KEYS = 10;

    private HelpPane() {}

    static void draw(Screen screen, int top, int height) {
        int y = top;
        for (Entry entry : ENTRIES) {
            List<String> lines = Glyphs.wrap(entry.meaning(), screen.width() - KEYS - 2);
            for (int i = 0; i < lines.size() && y < top + height; i++) {
                screen.put(1, y, i == 0 ? entry.keys() : "", Inks.HEADING);
                screen.put(1 + KEYS, y++, lines.get(i), Ink.PLAIN);
            }
        }
    }
}
