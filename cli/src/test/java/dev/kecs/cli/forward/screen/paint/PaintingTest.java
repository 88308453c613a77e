package dev.kecs.cli.forward.screen.paint;

import static dev.kecs.cli.forward.screen.model.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.forward.screen.cells.Screen;
import dev.kecs.cli.forward.screen.model.ForwardRow;
import dev.kecs.cli.forward.screen.model.Key;
import dev.kecs.cli.forward.screen.model.Keyboard;
import dev.kecs.cli.forward.screen.model.Model;
import dev.kecs.cli.forward.screen.model.News;
import dev.kecs.cli.forward.screen.model.Notice;
import dev.kecs.cli.forward.screen.model.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Screens compared with the files in src/test/screens. A screen that differs is written to target/screens: look at it,
/// and copy it over the file when it is what is wanted.
class PaintingTest {

    private static final Painting PAINTING = new Painting("default");

    private static void looksLike(String name, Model model, int width, int height) throws IOException {
        Model sized = model.hear(new News.Resized(width, height));
        List<String> drawn = PAINTING.of(sized, width, height).lines();
        assertThat(drawn).hasSize(height);
        Path wanted = Path.of("src/test/screens", name + ".txt");
        List<String> lines = Files.exists(wanted) ? Files.readAllLines(wanted) : List.of();
        if (!lines.equals(drawn)) {
            Path found = Files.createDirectories(Path.of("target/screens")).resolve(name + ".txt");
            Files.write(found, drawn);
        }
        assertThat(drawn).as("what is in target/screens, too").isEqualTo(lines);
    }

    private static Model typing(Model model, String text) {
        Model typed = model;
        for (int i = 0; i < text.length(); i++) {
            char key = text.charAt(i);
            typed = Keyboard.press(typed, key == '\n' ? Key.Named.ENTER : Key.of(key))
                    .model();
        }
        return typed;
    }

    @Test
    void theUsualTerminal() throws IOException {
        looksLike("usual-80x24", Samples.usual(), 80, 24);
    }

    @Test
    void aWideTerminalShowsEveryColumn() throws IOException {
        looksLike("usual-140x30", Samples.usual(), 140, 30);
    }

    @Test
    void aTinyTerminalShowsNamesAndStates() throws IOException {
        looksLike("usual-20x5", Samples.usual(), 20, 5);
        looksLike("many-20x5", typing(list(Samples.many(9)), "jjjj"), 20, 5);
    }

    @Test
    void aShortTerminalScrollsToTheSelectedForward() throws IOException {
        looksLike("many-60x10", typing(list(Samples.many(40)), "G"), 60, 10);
        looksLike("many-100x24", typing(list(Samples.many(40)), "jjjjjjjjjjjjjjjjjjjj"), 100, 24);
    }

    @Test
    void longNamesAreCut() throws IOException {
        ForwardRow row = Samples.row("""
                {"id": "pf-1", "name": "%s", "type": "service", "cluster": "%s", "service": "%s", "address": "127.0.0.1",
                 "state": "Waiting", "reason": "endpointsRefuseConnections", "message": "%s", "ports": [
                 {"localPort": 8081, "targetPort": 80}, {"localPort": 9229, "targetPort": 9229}]}""".formatted(
                        "a-very-".repeat(12) + "long-name",
                        "cluster-".repeat(9),
                        "service-".repeat(9),
                        "it is refused ".repeat(30)));
        looksLike("long-80x24", list(List.of(row)), 80, 24);
    }

    @Test
    void wideCharactersKeepTheColumnsInLine() throws IOException {
        ForwardRow row = Samples.row("""
                {"id": "pf-1", "name": "会社のウェブ", "type": "tags", "cluster": "開発", "tags": {"Name": "ワーカー🚀"},
                 "address": "127.0.0.1", "state": "Waiting", "reason": "e\u0301te\u0301", "message": "タスクは動いていません",
                 "ports": [{"localPort": 8081, "targetPort": 80}]}""");
        looksLike("unicode-80x24", list(List.of(row, Samples.WEBAPP)), 80, 24);
        looksLike("unicode-40x12", list(List.of(row, Samples.WEBAPP)), 40, 12);
    }

    @Test
    void theAgentIsAway() throws IOException {
        Model away = Samples.usual()
                .hear(new News.Away("the connection to kecs-agent ended.", NOW.plusSeconds(1)))
                .hear(new News.Passed(NOW.plusSeconds(13)));
        looksLike("away-80x24", away, 80, 24);
        looksLike("away-20x5", away, 20, 5);
        Model never = Model.at(NOW).hear(new News.Away("instance default is not running. Start it: kecs start.", NOW));
        looksLike("never-80x10", never, 80, 10);
        looksLike("connecting-80x10", Model.at(NOW), 80, 10);
    }

    @Test
    void thereIsNoForwardYet() throws IOException {
        looksLike("empty-60x8", list(List.of()), 60, 8);
        looksLike("unmatched-60x8", typing(Samples.usual(), "/nothing\n"), 60, 8);
    }

    @Test
    void linesAreTypedAtTheBottom() throws IOException {
        looksLike("start-80x12", typing(Samples.usual(), "sproduction/webapp --local-port 8081"), 80, 12);
        looksLike("start-30x6", typing(Samples.usual(), "sproduction/webapp --local-port 8081"), 30, 6);
        looksLike("filter-80x12", typing(Samples.usual(), "/prod"), 80, 12);
        looksLike("stop-80x12", typing(Samples.usual(), "jx"), 80, 12);
    }

    @Test
    void whatWentWrongIsToldAboveTheKeys() throws IOException {
        Notice notice = new Notice(
                "start service: service production/nothing does not exist in cluster production, or is not active\nCreate it first.",
                true);
        looksLike("notice-60x12", Samples.usual().hear(new News.Told(notice)), 60, 12);
    }

    @Test
    void detailsHelpAndLogHaveTheScreenForThemselves() throws IOException {
        looksLike("details-80x14", typing(Samples.usual(), "\n"), 80, 14);
        looksLike("help-80x20", typing(Samples.usual(), "?"), 80, 20);
        looksLike("help-30x8", typing(Samples.usual(), "?"), 30, 8);
        Model log = typing(Samples.usual(), "l")
                .hear(new News.Logged(
                        "webapp",
                        IntStream.rangeClosed(1, 30)
                                .mapToObj(i -> "2026-01-01T11:59:" + (i + 10) + "Z connection " + i
                                        + " from 127.0.0.1 was joined to task 0f9de17a51d94f3f8d7d at 127.20.0.3:80")
                                .toList()));
        looksLike("log-80x12", log, 80, 12);
        looksLike("log-scrolled-80x12", typing(log.hear(new News.Resized(80, 12)), "kkk"), 80, 12);
    }

    @Test
    void everySizeCanBeDrawn() {
        List<Model> models = List.of(
                Samples.usual(),
                typing(Samples.usual(), "?"),
                typing(Samples.usual(), "\n"),
                typing(Samples.usual(), "stext"),
                typing(Samples.usual(), "l"),
                Samples.usual().hear(new News.Away("gone", NOW)).hear(new News.Told(new Notice("failed", true))),
                list(List.of()));
        for (Model model : models) {
            for (int width = 0; width < 100; width += width < 30 ? 1 : 7) {
                for (int height = 0; height < 30; height++) {
                    Screen screen = PAINTING.of(model.hear(new News.Resized(width, height)), width, height);
                    assertThat(screen.lines()).hasSize(height);
                }
            }
        }
    }

    private static Model list(List<ForwardRow> rows) {
        return Samples.seeing(rows.toArray(ForwardRow[]::new));
    }
}
