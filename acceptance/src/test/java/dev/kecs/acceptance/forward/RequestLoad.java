package dev.kecs.acceptance.forward;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// 200 requests in each second, each on a connection of its own, whatever becomes of those before; every tenth takes
/// half a second. The thread "load" starts them, each has a virtual thread.
final class RequestLoad implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("load").factory());
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger started = new AtomicInteger();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    // Written once, before anybody else knows of this load.
    private Future<?> ticks = CompletableFuture.completedFuture(null);

    private RequestLoad(int port) {
        this.port = port;
    }

    static RequestLoad at(int port) {
        RequestLoad load = new RequestLoad(port);
        load.ticks = load.clock.scheduleAtFixedRate(
                () -> load.requests.execute(load::request), 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        return load;
    }

    private void request() {
        int number = started.incrementAndGet();
        try {
            String answer = PeerServices.answer(port, number % 10 == 0 ? 's' : 'i');
            (answer.endsWith("\n") ? answers : failures).add(answer.strip());
        } catch (IOException failure) {
            failures.add("request " + number + ": " + failure);
        }
    }

    /// Waits until as many more were answered, or one failed.
    void await(int more) {
        int wanted = answers.size() + more;
        Awaitility.await().atMost(PATIENCE).until(() -> answers.size() >= wanted || !failures.isEmpty());
    }

    List<String> answers() {
        return List.copyOf(answers);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /// Starts no more, and waits until every one has ended.
    @Override
    public void close() {
        ticks.cancel(false);
        clock.close();
        requests.close();
    }
}
