package dev.kecs.cli.forward.screen.model;

import static dev.kecs.cli.forward.screen.model.Samples.DATABASE;
import static dev.kecs.cli.forward.screen.model.Samples.WEBAPP;
import static dev.kecs.cli.forward.screen.model.Samples.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyboardTest {

    private final List<Effect> effects = new ArrayList<>();
    private Model model = Samples.seeing(WEBAPP, DATABASE, WORKER);

    private void press(Key... keys) {
        for (Key key : keys) {
            Step step = Keyboard.press(model, key);
            model = step.model();
            effects.addAll(step.effects());
        }
    }

    private void type(String text) {
        text.codePoints().forEach(point -> press(new Key.Typed(point)));
    }

    private String selected() {
        return model.current().map(ForwardRow::name).orElse("none");
    }

    @Test
    void arrowsAndLettersSelectWithinTheTable() {
        press(Key.Named.DOWN);
        assertThat(selected()).isEqualTo("db");
        type("jjj");
        assertThat(selected()).isEqualTo("worker");
        type("k");
        assertThat(selected()).isEqualTo("db");
        press(Key.Named.HOME, Key.Named.UP);
        assertThat(selected()).isEqualTo("webapp");
        type("G");
        assertThat(selected()).isEqualTo("worker");
        press(Key.Named.PAGE_UP);
        assertThat(selected()).isEqualTo("webapp");
        assertThat(effects).isEmpty();
    }

    @Test
    void theSelectionStaysWithItsForwardWhenTheListChanges() {
        type("j");
        model = model.hear(new News.Listed(List.of(DATABASE, WORKER), Samples.NOW));
        assertThat(selected()).isEqualTo("db");
        model = model.hear(new News.Listed(List.of(WORKER), Samples.NOW));
        assertThat(selected()).isEqualTo("worker");
        model = model.hear(new News.Listed(List.of(), Samples.NOW));
        assertThat(selected()).isEqualTo("none");
        press(Key.Named.DOWN, Key.Named.UP, Key.Named.ENTER);
        assertThat(model.mode()).isEqualTo(Mode.TABLE);
    }

    @Test
    void aForwardIsStoppedOnlyAfterYes() {
        type("x");
        assertThat(model.mode()).isEqualTo(new Mode.Confirming("pf-0000000a", "webapp"));
        type("n");
        assertThat(effects).isEmpty();
        press(Key.of('x'), Key.Named.ENTER);
        assertThat(effects).isEmpty();
        type("xy");
        assertThat(effects).containsExactly(new Effect.Change(Effect.Verb.STOP, "pf-0000000a", "webapp"));
        assertThat(model.mode()).isEqualTo(Mode.TABLE);
    }

    @Test
    void theQuestionKeepsItsForwardWhateverHappensMeanwhile() {
        type("x");
        model = model.hear(new News.Listed(List.of(DATABASE), Samples.NOW));
        type("y");
        assertThat(effects).containsExactly(new Effect.Change(Effect.Verb.STOP, "pf-0000000a", "webapp"));
    }

    @Test
    void oneKeyPausesAndResumes() {
        type("pGp");
        assertThat(effects)
                .containsExactly(
                        new Effect.Change(Effect.Verb.PAUSE, "pf-0000000a", "webapp"),
                        new Effect.Change(Effect.Verb.RESUME, "pf-0000000c", "worker"));
    }

    @Test
    void aForwardIsStartedByWordsThatAreRemembered() {
        type("sproduction/webapp --local-port 9091");
        press(Key.Named.BACKSPACE, Key.of('2'), Key.Named.ENTER);
        assertThat(effects).containsExactly(new Effect.Start("production/webapp --local-port 9092"));
        assertThat(model.mode()).isEqualTo(Mode.TABLE);
        type("s");
        assertThat(model.mode()).isEqualTo(new Mode.Starting(Line.of("production/webapp --local-port 9092")));
        press(Key.Named.ERASE_LINE, Key.Named.ENTER);
        assertThat(effects).hasSize(1);
        type("sa/b");
        press(Key.Named.ESCAPE);
        assertThat(effects).hasSize(1);
        assertThat(model.mode()).isEqualTo(Mode.TABLE);
    }

    @Test
    void theLineIsEditedWhereTheCursorIs() {
        type("s日c");
        press(Key.Named.LEFT, Key.Named.LEFT, Key.of('a'), Key.Named.DELETE, Key.Named.END, Key.of('d'));
        assertThat(model.mode()).isEqualTo(new Mode.Starting(Line.of("acd")));
        press(Key.Named.HOME, Key.Named.LEFT, Key.Named.BACKSPACE, Key.Named.RIGHT, Key.of('b'));
        assertThat(model.mode()).isEqualTo(new Mode.Starting(new Line("abcd", 2)));
    }

    @Test
    void theFilterNarrowsWhileItIsTyped() {
        type("/PROD");
        assertThat(model.shown()).containsExactly(WEBAPP, DATABASE);
        press(Key.Named.DOWN);
        assertThat(selected()).isEqualTo("db");
        press(Key.Named.ENTER, Key.of('/'), Key.Named.ERASE_LINE);
        type("webapp");
        assertThat(model.shown()).containsExactly(WEBAPP);
        assertThat(selected()).isEqualTo("webapp");
        press(Key.Named.ENTER);
        assertThat(model.mode()).isEqualTo(Mode.TABLE);
        type("q");
        assertThat(effects).containsExactly(new Effect.Quit());
        press(Key.Named.ESCAPE);
        assertThat(model.shown()).hasSize(3);
    }

    @Test
    void aFilterThatNothingMatchesLeavesNothingToStop() {
        type("/nothing");
        press(Key.Named.ENTER);
        type("x");
        assertThat(model.mode()).isEqualTo(Mode.TABLE);
        assertThat(model.notice()).contains(new Notice("No forward is selected. s starts one.", true));
        assertThat(effects).isEmpty();
    }

    @Test
    void theLogIsReadWhileItIsShown() {
        type("jl");
        assertThat(effects).containsExactly(new Effect.ReadLog("db"));
        type("q");
        assertThat(effects).containsExactly(new Effect.ReadLog("db"), new Effect.CloseLog());
        assertThat(model.mode()).isEqualTo(Mode.TABLE);
    }

    @Test
    void helpAndDetailsAreLeftByTheKeyThatQuitsTheTable() {
        type("?q");
        press(Key.Named.ENTER);
        assertThat(model.mode()).isEqualTo(new Mode.Details());
        type("jq");
        assertThat(selected()).isEqualTo("db");
        assertThat(effects).isEmpty();
        type("q");
        assertThat(effects).containsExactly(new Effect.Quit());
    }

    @Test
    void ctrlCQuitsWhereverItIsPressed() {
        for (String where : new String[] {"", "s", "/", "x", "l", "?"}) {
            model = Samples.seeing(WEBAPP);
            effects.clear();
            type(where);
            press(Key.Named.INTERRUPT);
            assertThat(effects).as(where).contains(new Effect.Quit());
        }
    }

    @Test
    void whatThePersonIsToldStaysUntilTheNextKey() {
        model = model.hear(new News.Told(new Notice("webapp paused", false)));
        model = model.hear(new News.Passed(Samples.NOW.plusSeconds(60)));
        assertThat(model.notice()).isPresent();
        type("j");
        assertThat(model.notice()).isEmpty();
    }
}
