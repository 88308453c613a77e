package dev.kecs.cli.forward.screen.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantitiesTest {

    @Test
    void bytesHaveTwoDigitsWhereThatTellsMore() {
        assertThat(Quantities.bytes(0)).isEqualTo("0 B");
        assertThat(Quantities.bytes(1023)).isEqualTo("1023 B");
        assertThat(Quantities.bytes(1024)).isEqualTo("1.0 KiB");
        assertThat(Quantities.bytes(12_345_678)).isEqualTo("12 MiB");
        assertThat(Quantities.bytes(Long.MAX_VALUE)).endsWith(" TiB");
    }

    @Test
    void agesHaveOneUnit() {
        assertThat(Quantities.age(Duration.ofSeconds(-5))).isEqualTo("0s");
        assertThat(Quantities.age(Duration.ofSeconds(119))).isEqualTo("119s");
        assertThat(Quantities.age(Duration.ofMinutes(5))).isEqualTo("5m");
        assertThat(Quantities.age(Duration.ofHours(3))).isEqualTo("3h");
        assertThat(Quantities.age(Duration.ofDays(9))).isEqualTo("9d");
    }

    @Test
    void barsAreRelativeToTheHighestAndOnlyNothingIsTheLowest() {
        assertThat(Sparkline.of(List.of(0L, 1L, 50L, 100L), 6)).isEqualTo("  ▁▂▅█");
        assertThat(Sparkline.of(List.of(0L, 0L), 2)).isEqualTo("▁▁");
        assertThat(Sparkline.of(List.of(9L, 8L, 4L), 2)).isEqualTo("█▅");
        assertThat(Sparkline.of(List.of(), 3)).isEqualTo("   ");
    }
}
