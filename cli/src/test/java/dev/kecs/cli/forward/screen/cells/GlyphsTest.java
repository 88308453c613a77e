package dev.kecs.cli.forward.screen.cells;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlyphsTest {

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(Glyphs.columns("webapp")).isEqualTo(6);
        assertThat(Glyphs.columns("日本")).isEqualTo(4);
        assertThat(Glyphs.columns("e\u0301")).isEqualTo(1);
        assertThat(Glyphs.columns("🚀")).isEqualTo(2);
    }

    @Test
    void aTextIsCutAtAWholeCharacter() {
        assertThat(Glyphs.cut("webapp", 6)).isEqualTo("webapp");
        assertThat(Glyphs.cut("webapp", 5)).isEqualTo("weba…");
        assertThat(Glyphs.cut("日本語", 5)).isEqualTo("日本…");
        assertThat(Glyphs.cut("日本語", 4)).isEqualTo("日…");
        assertThat(Glyphs.cut("webapp", 0)).isEmpty();
    }

    @Test
    void linesAreBrokenAtBlanksWhereThereAreSome() {
        assertThat(Glyphs.wrap("no task of webapp is running", 12))
                .containsExactly("no task of", "webapp is", "running");
        assertThat(Glyphs.wrap("abcdefgh", 3)).containsExactly("abc", "def", "gh");
        assertThat(Glyphs.wrap("日本語日本語", 5)).containsExactly("日本", "語日", "本語");
        assertThat(Glyphs.wrap("", 5)).containsExactly("");
    }
}
