package dev.kecs.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.forwardconfig.agent.Retry;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final RandomGenerator NO_JITTER = () -> 0;

    @Test
    void pausesDoubleAndStayUnderASecondForTenMinutesThenGrow() {
        Backoff backoff = new Backoff(Retry.DEFAULT, NO_JITTER);
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(50));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
        Duration waited = Duration.ofMillis(150);
        while (waited.compareTo(Duration.ofMinutes(9)) < 0) {
            Duration pause = backoff.next();
            assertThat(pause).isLessThanOrEqualTo(Duration.ofMillis(750));
            waited = waited.plus(pause);
        }
        Duration last = Duration.ZERO;
        for (int i = 0; i < 200; i++) {
            last = backoff.next();
        }
        assertThat(last).isEqualTo(Duration.ofSeconds(15));
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void pausesThatBeginLongDoubleToTheLongestAtOnce() {
        Backoff backoff = new Backoff(new Retry(Duration.ofSeconds(5), Duration.ofMinutes(1)), NO_JITTER);
        assertThat(Stream.generate(backoff::next).limit(6))
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    }

    @Test
    void jitterTakesAtMostAFifth() {
        Backoff backoff = new Backoff(Retry.DEFAULT, RandomGenerator.of("L64X128MixRandom"));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(40), Duration.ofMillis(50));
    }
}
