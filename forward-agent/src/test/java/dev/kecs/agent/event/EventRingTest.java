package dev.kecs.agent.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.protocol.event.AgentEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private final EventRing ring = new EventRing(3, InstantSource.fixed(Instant.EPOCH));

    private void add() {
        ring.add((number, at) -> new AgentEvent.Started(number, at, "pf-1", "web"));
    }

    private static List<Long> numbers(List<AgentEvent> events) {
        return events.stream().map(AgentEvent::number).toList();
    }

    @Test
    void onlyTheLastAreRememberedAndNumbersTellWhatWasForgotten() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            add();
        }
        assertThat(numbers(ring.all())).containsExactly(3L, 4L, 5L);
        assertThat(numbers(ring.awaitAfter(4))).containsExactly(5L);
        assertThat(numbers(ring.awaitAfter(1))).containsExactly(3L, 4L, 5L);
    }

    @Test
    void whoeverWaitsGetsTheNextOne() throws Exception {
        add();
        CompletableFuture<List<AgentEvent>> next = new CompletableFuture<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                next.complete(ring.awaitAfter(1));
            } catch (InterruptedException e) {
                next.completeExceptionally(e);
            }
        });
        add();
        assertThat(numbers(next.get(20, TimeUnit.SECONDS))).containsExactly(2L);
        reader.join();
    }
}
