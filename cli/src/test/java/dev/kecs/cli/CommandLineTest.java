package dev.kecs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.testing.Printed;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void noCommandPrintsHelpOnStandardErrorAndIsAUsageError() {
        Printed printed = Printed.by();

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("Usage: kecs", "doctor", "Exit codes: 0 done");
    }

    @Test
    void helpIsAnAnswerOnStandardOutput() {
        Printed printed = Printed.by("version", "--help");

        assertThat(printed.exit()).isZero();
        assertThat(printed.out()).contains("Usage: kecs version", "Examples:", "kecs version -o json");
    }

    @Test
    void anUnknownCommandIsAUsageErrorThatSuggestsOne() {
        Printed printed = Printed.by("completon");

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err()).contains("'completon'", "completion", "See: kecs --help");
    }

    @Test
    void anUnknownOptionIsAUsageErrorOfItsCommand() {
        Printed printed = Printed.by("version", "--nonsense");

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err()).contains("kecs version: Unknown option: '--nonsense'", "See: kecs version --help");
    }

    @Test
    void anUnknownFormatNamesTheFormats() {
        Printed printed = Printed.by("version", "-o", "xml");

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err()).contains("'xml' is none of table, wide, json, yaml");
    }

    @Test
    void stateIsPrintedInEachFormat() {
        assertThat(Printed.by("version").out()).startsWith("kecs ");
        assertThat(Printed.by("version", "-o", "json").json().path("java").asString())
                .isEqualTo(Runtime.version().toString());
        assertThat(Printed.by("version", "-o", "yaml").out()).contains("java: \"");
    }

    @Test
    void thereIsACompletionScriptForEachShell() {
        for (String shell : new String[] {"bash", "zsh", "fish"}) {
            Printed printed = Printed.by("completion", shell);

            assertThat(printed.exit()).isZero();
            assertThat(printed.out()).contains("for " + shell, "__complete -- ");
        }
    }

    @Test
    void completionForAnUnknownShellIsAUsageError() {
        assertThat(Printed.by("completion", "tcsh").exit()).isEqualTo(2);
    }
}
