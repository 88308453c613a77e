package dev.kecs.cli.forward.screen.cells;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/// Texts measured in columns.
///
/// Control characters become blanks. Characters that only direct others (joiners, variation selectors, directions) are
/// left out: terminals disagree on what they do to the width.
public final class Glyphs {

    private static final String CUT = "…";

    private Glyphs() {}

    static List<Glyph> of(String text) {
        List<Glyph> glyphs = new ArrayList<>(text.length());
        text.codePoints().filter(point -> !directs(point)).forEach(point -> {
            int width = WCWidth.wcwidth(point);
            if (width < 0) {
                glyphs.add(new Glyph(" ", 1));
            } else if (width > 0) {
                glyphs.add(new Glyph(Character.toString(point), width));
            } else if (!glyphs.isEmpty()) {
                Glyph carrier = glyphs.removeLast();
                glyphs.add(new Glyph(carrier.text() + Character.toString(point), carrier.width()));
            }
        });
        return glyphs;
    }

    private static boolean directs(int point) {
        return Character.getType(point) == Character.FORMAT || (point >= 0xFE00 && point <= 0xFE0F);
    }

    /// The text's width in columns.
    public static int columns(String text) {
        return of(text).stream().mapToInt(Glyph::width).sum();
    }

    /// The text, or what of it fits with `…` at the end.
    public static String cut(String text, int columns) {
        if (columns(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (Glyph glyph : of(text)) {
            if (used + glyph.width() > columns - 1) {
                break;
            }
            kept.append(glyph.text());
            used += glyph.width();
        }
        return columns < 1 ? "" : kept.append(CUT).toString();
    }

    /// The text in lines of at most so many columns, broken after a blank where there is one; one line at least.
    public static List<String> wrap(String text, int columns) {
        int limit = Math.max(2, columns);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (Glyph glyph : of(text)) {
            if (used + glyph.width() > limit) {
                int blank = line.lastIndexOf(" ");
                String rest = blank < 0 ? "" : line.substring(blank + 1);
                lines.add((blank < 0 ? line.toString() : line.substring(0, blank)).stripTrailing());
                line.setLength(0);
                line.append(rest);
                used = columns(rest);
            }
            line.append(glyph.text());
            used += glyph.width();
        }
        lines.add(line.toString());
        return lines;
    }
}
