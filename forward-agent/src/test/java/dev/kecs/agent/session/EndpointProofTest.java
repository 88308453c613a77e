package dev.kecs.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.forwardconfig.agent.Retry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndpointProofTest {
    private final EndpointProof proof =
            new EndpointProof(FakeControlServer.ready("t1", 1), new Backoff(Retry.DEFAULT, () -> 0));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private Duration failAfter(Duration spent) {
        proof.failed(DialFailure.REFUSED, now, spent);
        return Duration.between(now, proof.retryAt);
    }

    private Duration fail() {
        return failAfter(Duration.ZERO);
    }

    @Test
    void tenSecondsOfHealthBeginThePausesAnewAndLessDoesNot() {
        assertThat(fail()).hasMillis(50);
        assertThat(fail()).hasMillis(100);
        proof.succeeded(now.toEpochMilli());
        now = now.plusSeconds(10);
        assertThat(fail()).hasMillis(200);
        proof.succeeded(now.toEpochMilli());
        now = now.plusSeconds(11);
        assertThat(fail()).hasMillis(50);
    }

    @Test
    void theTimeThatTheTryTookIsPartOfThePause() {
        assertThat(fail()).hasMillis(50);
        assertThat(fail()).hasMillis(100);
        assertThat(failAfter(Duration.ofMillis(120))).hasMillis(80);
        assertThat(failAfter(Duration.ofSeconds(3))).hasMillis(50);
    }

    @Test
    void aClockThatJumpsDuringATryLengthensNoPause() {
        assertThat(failAfter(Duration.ofDays(-1))).hasMillis(50);
        assertThat(failAfter(Duration.ofDays(1))).hasMillis(50);
        proof.succeeded(now.toEpochMilli());
        now = now.minus(Duration.ofDays(1));
        assertThat(fail()).isLessThan(Duration.ofSeconds(1));
    }
}
