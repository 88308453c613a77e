package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakeWatchTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final AtomicInteger woken = new AtomicInteger();
    private final WakeWatch watch = new WakeWatch(() -> now, woken::incrementAndGet);

    private void lookAfter(Duration pause) {
        now = now.plus(pause);
        watch.run();
    }

    @Test
    void looksOnTimeAndALittleLateAreNoSleep() {
        lookAfter(WakeWatch.BETWEEN_LOOKS);
        lookAfter(WakeWatch.BETWEEN_LOOKS.plusSeconds(2));
        assertThat(woken).hasValue(0);
    }

    @Test
    void aLookThatIsMuchTooLateIsAWakingAndCountsOnce() {
        lookAfter(Duration.ofMinutes(1));
        lookAfter(WakeWatch.BETWEEN_LOOKS);
        assertThat(woken).hasValue(1);
    }

    @Test
    void aClockThatJumpsBackIsNoSleepAndTheNextOneIsSeen() {
        lookAfter(Duration.ofDays(-1));
        assertThat(woken).hasValue(0);
        lookAfter(Duration.ofMinutes(1));
        assertThat(woken).hasValue(1);
    }
}
