package dev.kecs.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void wordsAreSplitAsByAShell() {
        assertThat(CommandLine.words("/bin/sh")).containsExactly("/bin/sh");
        assertThat(CommandLine.words("  ls \t -l\n")).containsExactly("ls", "-l");
        assertThat(CommandLine.words("sh -c \"echo 'it is' $HOME | wc\""))
                .containsExactly("sh", "-c", "echo 'it is' $HOME | wc");
        assertThat(CommandLine.words("a'b c'd \"\" ''")).containsExactly("ab cd", "", "");
        assertThat(CommandLine.words("a\\ b \"c\\\"d\" 'e\\f'")).containsExactly("a b", "c\"d", "e\\f");
    }

    @Test
    void whatHasNoWordsOrNoEndIsRefused() {
        assertThatThrownBy(() -> CommandLine.words("  ")).hasMessageContaining("no program");
        assertThatThrownBy(() -> CommandLine.words("sh -c 'echo")).hasMessageContaining("not closed");
        assertThatThrownBy(() -> CommandLine.words("sh \\")).hasMessageContaining("backslash");
    }
}
