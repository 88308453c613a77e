package dev.kecs.cli.forward.screen.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.forward.screen.model.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyDecoderTest {

    /// The keys of what was typed; a `|` stands for a pause.
    private static List<Key> keys(String typed) throws IOException {
        int[] at = {0};
        KeyDecoder decoder = new KeyDecoder(millis -> {
            while (at[0] < typed.length() && typed.charAt(at[0]) == '|') {
                at[0]++;
                if (millis > 0) {
                    return KeyDecoder.Characters.NONE;
                }
            }
            return at[0] < typed.length() ? typed.charAt(at[0]++) : KeyDecoder.Characters.END;
        });
        List<Key> keys = new ArrayList<>();
        Key key = decoder.next();
        while (key != Key.Named.INTERRUPT) {
            keys.add(key);
            key = decoder.next();
        }
        return keys;
    }

    @Test
    void charactersAreThemselves() throws IOException {
        assertThat(keys("aé日🚀"))
                .containsExactly(Key.of('a'), new Key.Typed(0xe9), new Key.Typed(0x65e5), new Key.Typed(0x1f680));
    }

    @Test
    void arrowsComeInTwoKindsOfSequences() throws IOException {
        assertThat(keys("\u001b[A\u001bOB\u001b[C\u001b[1;5D"))
                .containsExactly(Key.Named.UP, Key.Named.DOWN, Key.Named.RIGHT, Key.Named.LEFT);
        assertThat(keys("\u001b[5~\u001b[6~\u001b[H\u001b[4~\u001b[3~"))
                .containsExactly(
                        Key.Named.PAGE_UP, Key.Named.PAGE_DOWN, Key.Named.HOME, Key.Named.END, Key.Named.DELETE);
    }

    @Test
    void escapeAloneIsAKeyWhenNothingFollows() throws IOException {
        assertThat(keys("\u001b|x")).containsExactly(Key.Named.ESCAPE, Key.of('x'));
        assertThat(keys("\u001b")).containsExactly(Key.Named.ESCAPE);
        assertThat(keys("\u001b\u001bx")).containsExactly(Key.Named.ESCAPE, Key.Named.ESCAPE, Key.of('x'));
    }

    @Test
    void whatIsUnknownOrIncompleteIsSwallowedWhole() throws IOException {
        assertThat(keys("\u001b[99~x\u001b[1|y\u001bOzz"))
                .containsExactly(
                        Key.Named.UNKNOWN, Key.of('x'), Key.Named.UNKNOWN, Key.of('y'), Key.Named.UNKNOWN, Key.of('z'));
    }

    @Test
    void controlCharactersAreKeys() throws IOException {
        assertThat(keys("\r\n\b\u007f\u0015\f"))
                .containsExactly(
                        Key.Named.ENTER,
                        Key.Named.ENTER,
                        Key.Named.BACKSPACE,
                        Key.Named.BACKSPACE,
                        Key.Named.ERASE_LINE,
                        Key.Named.REDRAW);
        assertThat(keys("\u0003a")).isEmpty();
    }
}
