package dev.kecs.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void numbersAreThoseOfTheReference() {
        assertThat(ExitCode.values()).extracting(ExitCode::number).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void anApplicationsErrorCodeIsTheExitCode() {
        assertThat(ExitCode.of(3)).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(ExitCode.of(5)).isEqualTo(ExitCode.TIMED_OUT);
        assertThat(ExitCode.of(6)).isEqualTo(ExitCode.NOT_RUNNING);
    }

    @Test
    void anyOtherErrorCodeIsAFailure() {
        assertThat(ExitCode.of(-32601)).isEqualTo(ExitCode.FAILED);
        assertThat(ExitCode.of(0)).isEqualTo(ExitCode.FAILED);
    }
}
