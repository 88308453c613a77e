package dev.kecs.cli.forward.screen.paint;

import dev.kecs.cli.forward.screen.cells.Glyphs;
import dev.kecs.cli.forward.screen.cells.Ink;
import dev.kecs.cli.forward.screen.cells.Screen;
import dev.kecs.cli.forward.screen.model.Line;
import dev.kecs.cli.forward.screen.model.LogText;
import dev.kecs.cli.forward.screen.model.Mode;
import dev.kecs.cli.forward.screen.model.Model;
import dev.kecs.cli.forward.screen.model.Notice;
import java.util.List;

/// The last rows: what the person is told, and the line that is typed or the keys that there are.
final class Footer {

    private static final int MOST_NOTICE_ROWS = 3;

    private Footer() {}

    /// How many rows it fills.
    static int rows(Model model, int width) {
        return 1 + noticeRows(model, width).size();
    }

    /// Draws into the last rows.
    static void draw(Model model, Screen screen) {
        int last = screen.height() - 1;
        List<String> notice = noticeRows(model, screen.width());
        boolean failed = model.notice().filter(Notice::failed).isPresent();
        for (int i = 0; i < notice.size(); i++) {
            screen.put(1, last - notice.size() + i, notice.get(i), failed ? Inks.FAILED : Inks.TOLD);
        }
        switch (model.mode()) {
            case Mode.Filtering(Line line) -> prompt(screen, last, "/", line);
            case Mode.Starting(Line line) -> prompt(screen, last, "start: ", line);
            case Mode.Confirming(String id, String name) ->
                screen.put(
                        0,
                        last,
                        Glyphs.cut("Stop " + name + "? Its ports are closed, its connections end. y/n", screen.width()),
                        Inks.FAILED);
            case Mode.Log(LogText text) ->
                screen.put(
                        0,
                        last,
                        keys(
                                screen.width(),
                                (text.up() == 0 ? "following" : "G follow") + "  ↑↓ scroll  g first  q back"),
                        Inks.LABEL);
            case Mode.Help() -> screen.put(0, last, "Esc back", Inks.LABEL);
            case Mode.Details() ->
                screen.put(
                        0,
                        last,
                        keys(screen.width(), "Esc back  ↑↓ select  p pause  x stop  l log  ? help"),
                        Inks.LABEL);
            case Mode.Table() ->
                screen.put(
                        0,
                        last,
                        keys(
                                screen.width(),
                                "? help  q quit  s start  x stop  p pause/resume  l log  / filter  ↑↓ select  Enter details"),
                        Inks.LABEL);
        }
    }

    /// As many of the keys as fit whole.
    private static String keys(int width, String all) {
        String fitting = all;
        while (Glyphs.columns(fitting) > width && fitting.contains("  ")) {
            fitting = fitting.substring(0, fitting.lastIndexOf("  "));
        }
        return fitting;
    }

    /// The end of a long line stays in sight while the cursor is there.
    private static void prompt(Screen screen, int row, String label, Line line) {
        int start = screen.put(0, row, label, Inks.HEADING);
        int room = Math.max(1, screen.width() - start - 1);
        String before = line.text().substring(0, line.cursor());
        String after = line.text().substring(line.cursor());
        while (Glyphs.columns(before) > room) {
            before = before.substring(before.offsetByCodePoints(0, 1));
        }
        int cursor = screen.put(start, row, before, Ink.PLAIN);
        screen.put(cursor, row, after, Ink.PLAIN);
        screen.cursor(cursor, row);
    }

    private static List<String> noticeRows(Model model, int width) {
        return model.notice()
                .map(notice -> notice.text()
                        .lines()
                        .flatMap(line -> Glyphs.wrap(line, width - 2).stream())
                        .limit(MOST_NOTICE_ROWS)
                        .toList())
                .orElse(List.of());
    }
}
