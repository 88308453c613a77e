package dev.kecs.cli.forward.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.testing.Printed;
import org.junit.jupiter.api.Test;

class ForwardScreenTest {

    @Test
    void withoutATerminalItNamesTheCommandThatNeedsNone() {
        Printed printed = Printed.by("port-forward", "ui");

        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("no terminal", "kecs port-forward list --watch");
    }

    @Test
    void thereIsHelp() {
        assertThat(Printed.by("port-forward", "ui", "--help").out()).contains("NO_COLOR", "--instance");
    }
}
