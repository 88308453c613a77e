package dev.kecs.engine.kubernetes.way;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WayProofTest {
    private final WayProof proof = new WayProof();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void oneConnectionThatLastsIsNotEnough() {
        tried(true);
        assertThat(proof.isGiven()).isFalse();
        assertThat(proof.isDue(now)).as("tried again at once").isTrue();
        tried(true);
        assertThat(proof.isGiven()).isTrue();
    }

    @Test
    void bothConnectionsMustLastInARow() {
        tried(true);
        tried(false);
        now = now.plusMillis(50);
        tried(true);
        assertThat(proof.isGiven()).isFalse();
        tried(true);
        assertThat(proof.isGiven()).isTrue();
    }

    @Test
    void oneThatNeverLastsIsBelievedAfterHalfAMinute() {
        tried(false);
        now = now.plusSeconds(29);
        tried(false);
        assertThat(proof.isGiven()).isFalse();
        now = now.plusSeconds(1);
        tried(false);
        assertThat(proof.isGiven()).isTrue();
    }

    @Test
    void pausesBecomeLonger() {
        tried(false);
        assertThat(proof.isDue(now.plusMillis(49))).isFalse();
        now = now.plusMillis(50);
        tried(false);
        assertThat(proof.isDue(now.plusMillis(99))).isFalse();
        assertThat(proof.isDue(now.plusMillis(100))).isTrue();
    }

    private void tried(boolean lasted) {
        assertThat(proof.isDue(now)).isTrue();
        proof.begin(now);
        proof.ended(lasted, now);
    }
}
