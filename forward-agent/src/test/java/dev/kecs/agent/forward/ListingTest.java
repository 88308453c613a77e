package dev.kecs.agent.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.forward.ForwardView;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    @TempDir
    Path home;

    @Test
    void whoOnlyLooksDoesNotWaitForAChangeThatIsBeingMade() throws Exception {
        CountDownLatch changing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (LoneForwards lone = new LoneForwards(home, () -> stop(changing, goOn));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ForwardView> started = callers.submit(() -> lone.forwards.start(RunningAgent.web(0)));
            changing.await();
            assertThat(CompletableFuture.supplyAsync(lone.forwards::list, callers)
                            .orTimeout(20, TimeUnit.SECONDS)
                            .whenComplete((listed, late) -> goOn.countDown())
                            .get())
                    .isEmpty();
            assertThat(started.get().name()).isEqualTo("web");
            assertThat(lone.forwards.list()).hasSize(1);
        }
    }

    private static long stop(CountDownLatch reached, CountDownLatch goOn) {
        reached.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }
}
