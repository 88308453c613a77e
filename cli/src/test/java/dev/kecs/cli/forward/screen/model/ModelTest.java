package dev.kecs.cli.forward.screen.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelTest {

    private static final Instant NOW = Samples.NOW;

    private static Model moved(Model model, long bytes, Instant at) {
        return model.hear(new News.Listed(List.of(Samples.named("a", "a", bytes)), at));
    }

    @Test
    void ratesAreBytesASecondBetweenTwoLooks() {
        Model model = moved(Model.at(NOW), 1000, NOW);
        model = moved(model, 3000, NOW.plusSeconds(1));
        model = moved(model, 4000, NOW.plusSeconds(3));
        assertThat(model.sight().rates("a")).containsExactly(2000L, 500L);
    }

    @Test
    void aLookThatComesTooSoonIsNoSample() {
        Model model = moved(Model.at(NOW), 0, NOW);
        model = moved(model, 500, NOW.plusMillis(100));
        model = moved(model, 1000, NOW.plusMillis(1000));
        assertThat(model.sight().rates("a")).containsExactly(1000L);
    }

    @Test
    void anAgentThatCountsAnewIsNoNegativeRate() {
        Model model = moved(Model.at(NOW), 5000, NOW);
        model = moved(model, 100, NOW.plusSeconds(1));
        model = moved(model, 300, NOW.plusSeconds(2));
        assertThat(model.sight().rates("a")).containsExactly(0L, 200L);
    }

    @Test
    void onlyTheLastMinuteOfRatesIsKept() {
        Model model = Model.at(NOW);
        for (int i = 0; i < 200; i++) {
            model = moved(model, i, NOW.plusSeconds(i));
        }
        assertThat(model.sight().rates("a")).hasSize(60);
    }

    @Test
    void whatWasSeenStaysWhileTheAgentIsAway() {
        Model model = Samples.usual();
        model = model.hear(new News.Away("gone", NOW.plusSeconds(1)));
        model = model.hear(new News.Away("still gone", NOW.plusSeconds(5)));
        assertThat(model.sight().link()).isEqualTo(new Link.Away("still gone", NOW.plusSeconds(1)));
        assertThat(model.sight().forwards()).hasSize(3);
        model = model.hear(new News.Listed(List.of(Samples.WEBAPP), NOW.plusSeconds(6)));
        assertThat(model.sight().link()).isEqualTo(new Link.Live());
    }

    @Test
    void eventsToldAnewReplaceThoseBefore() {
        Model model = Samples.usual();
        assertThat(model.sight().events("pf-0000000a")).hasSize(3);
        model = model.hear(new News.EventsAnew());
        assertThat(model.sight().events("pf-0000000a")).isEmpty();
    }

    @Test
    void theLastEventsOfAForwardAreKept() {
        Model model = Model.at(NOW);
        for (int i = 0; i < 80; i++) {
            model = model.hear(Samples.event("trouble", "pf-1", NOW.toString(), "\"message\": \"m" + i + "\""));
        }
        assertThat(model.sight().events("pf-1")).hasSize(50);
        assertThat(model.sight().events("pf-1").getLast().path("message").asString())
                .isEqualTo("m79");
    }

    @Test
    void aLogThatIsFollowedShowsItsEndAndOneThatIsScrolledStays() {
        LogText log = LogText.of("webapp").with(lines(1, 50), 80);
        assertThat(log.shown(80, 3)).containsExactly("line 48", "line 49", "line 50");
        log = log.scrolled(10, 80, 3);
        assertThat(log.shown(80, 3)).containsExactly("line 38", "line 39", "line 40");
        log = log.with(lines(51, 60), 80);
        assertThat(log.shown(80, 3)).containsExactly("line 38", "line 39", "line 40");
        log = log.scrolled(1000, 80, 3);
        assertThat(log.shown(80, 3)).containsExactly("line 1", "line 2", "line 3");
        log = log.scrolled(-1000, 80, 3).with(lines(61, 61), 80);
        assertThat(log.shown(80, 3)).containsExactly("line 59", "line 60", "line 61");
    }

    @Test
    void aLogKeepsItsLastLines() {
        LogText log = LogText.of("webapp").with(lines(1, 5000), 80);
        assertThat(log.lines()).hasSize(2000);
        assertThat(log.lines().getLast()).isEqualTo("line 5000");
    }

    @Test
    void linesOfAnotherLogAreNotShown() {
        Model model = Samples.usual().in(new Mode.Log(LogText.of("webapp")));
        model = model.hear(new News.Logged("db", List.of("wrong"))).hear(new News.Logged("webapp", List.of("right")));
        assertThat(model.mode()).isEqualTo(new Mode.Log(new LogText("webapp", List.of("right"), 0)));
    }

    private static List<String> lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i).toList();
    }
}
