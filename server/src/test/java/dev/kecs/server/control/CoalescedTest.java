package dev.kecs.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescedTest {
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);

    private void work() {
        try {
            go.await();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        if (done.incrementAndGet() == 1) {
            throw new IllegalStateException("the first round fails");
        }
    }

    @Test
    void whoeverAsksMeanwhileIsServedByOneMoreRoundEvenAfterAFailure() {
        Coalesced work = new Coalesced("test", this::work);
        work.ask();
        work.ask();
        work.ask();
        assertThat(done).hasValue(0);
        go.countDown();
        await().untilAsserted(() -> assertThat(done).hasValue(2));
        work.ask();
        await().untilAsserted(() -> assertThat(done).hasValue(3));
    }
}
