package dev.kecs.agent.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Tells of what happens again and again at once the first time, and then once a second how often: a thousand refused
/// clients a second are no thousand lines. Any thread may call.
final class SeldomNotes {
    private final ScheduledExecutorService thread;
    private final Consumer<String> told;

    /// How often each line came since it was last told, and that time.
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    SeldomNotes(ScheduledExecutorService thread, Consumer<String> told) {
        this.thread = thread;
        this.told = told;
    }

    /// @param line one of few
    void note(String line) {
        if (counts.merge(line, 1, Integer::sum) == 1) {
            told.accept(line);
            tellAgain(line);
        }
    }

    private void tellAgain(String line) {
        var _ = thread.schedule(
                () -> {
                    AtomicInteger more = new AtomicInteger();
                    counts.computeIfPresent(line, (same, count) -> {
                        more.set(count - 1);
                        return count == 1 ? null : 1;
                    });
                    if (more.get() > 0) {
                        told.accept(line + " (" + more + " more within a second)");
                        tellAgain(line);
                    }
                },
                1,
                TimeUnit.SECONDS);
    }
}
