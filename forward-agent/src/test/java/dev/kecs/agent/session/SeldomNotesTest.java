package dev.kecs.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.testing.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SeldomNotesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void whatComesAThousandTimesIsToldTwice() throws Exception {
        try (HandClock thread = new HandClock()) {
            List<String> told = new CopyOnWriteArrayList<>();
            SeldomNotes notes = new SeldomNotes(thread, told::add);
            for (int i = 0; i < 1000; i++) {
                notes.note("refused");
            }
            notes.note("other");
            assertThat(told).containsExactly("refused", "other");
            thread.pass(SECOND);
            assertThat(told).containsExactly("refused", "other", "refused (999 more within a second)");
            // Once it has been quiet for a second, it is news again.
            thread.pass(SECOND);
            notes.note("refused");
            assertThat(told).hasSize(4).last().isEqualTo("refused");
        }
    }
}
