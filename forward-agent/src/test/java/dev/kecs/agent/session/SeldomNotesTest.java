package dev.kecs.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SeldomNotesTest {
    @Test
    void whatComesAThousandTimesIsToldTwice() {
        try (SessionThread thread = new SessionThread()) {
            List<String> told = new CopyOnWriteArrayList<>();
            SeldomNotes notes = new SeldomNotes(thread, told::add);
            for (int i = 0; i < 1000; i++) {
                notes.note("refused");
            }
            notes.note("other");
            assertThat(told).containsExactly("refused", "other");
            await().until(() -> told.size() == 3);
            assertThat(told.getLast()).isEqualTo("refused (999 more within a second)");
            // Once it has been quiet for a second, it is news again.
            Duration quiet = Duration.ofMillis(2500);
            await().pollDelay(quiet).pollInterval(quiet).until(() -> {
                notes.note("refused");
                return told.getLast().equals("refused");
            });
            thread.shutdownNow();
        }
    }
}
