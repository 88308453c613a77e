package dev.kecs.cli.forward.screen.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrokesTest {

    private static Screen screen(String first, String second) {
        Screen screen = new Screen(12, 2);
        screen.put(0, 0, first, Ink.PLAIN);
        screen.put(0, 1, second, Ink.of(Tone.BAD).emphasized(true));
        return screen;
    }

    @Test
    void onlyRowsThatDifferAreDrawn() {
        String strokes = Strokes.between(Optional.of(screen("same", "old")), screen("same", "new"), true);

        assertThat(strokes).contains("new").doesNotContain("same").contains("\u001b[2;1H");
    }

    @Test
    void nothingIsDrawnWhereNothingDiffers() {
        assertThat(Strokes.between(Optional.of(screen("same", "same")), screen("same", "same"), true))
                .isEmpty();
    }

    @Test
    void theCursorIsShownWhereItIsWanted() {
        Screen typed = screen("same", "same");
        typed.cursor(3, 1);

        assertThat(Strokes.between(Optional.of(screen("same", "same")), typed, true))
                .contains("\u001b[2;4H\u001b[?25h");
    }

    @Test
    void everythingIsDrawnWhereTheSizeIsAnother() {
        Screen wider = new Screen(13, 2);
        wider.put(0, 0, "same", Ink.PLAIN);

        assertThat(Strokes.between(Optional.of(screen("same", "")), wider, true))
                .contains("\u001b[2J", "same");
    }

    @Test
    void withoutColoursNoColourIsSelected() {
        String coloured = Strokes.between(Optional.empty(), screen("", "alarm"), true);
        String plain = Strokes.between(Optional.empty(), screen("", "alarm"), false);

        assertThat(coloured).contains("\u001b[0;1;31malarm");
        assertThat(plain).contains("\u001b[0;1malarm").doesNotContain("31");
    }

    @Test
    void noControlCharacterOfATextReachesTheTerminal() {
        Screen screen = new Screen(40, 1);
        screen.put(0, 0, "a\u001b[31mb\u0007c\u009bd\u202ee\nf", Ink.PLAIN);

        assertThat(screen.lines()).containsExactly("a [31mb c de f");
    }

    @Test
    void aWideCharacterThatDoesNotFitIsLeftOut() {
        Screen screen = new Screen(3, 1);
        int end = screen.put(0, 0, "日本", Ink.PLAIN);

        assertThat(end).isEqualTo(2);
        assertThat(screen.lines()).containsExactly("日");
    }
}
