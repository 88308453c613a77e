package dev.kecs.emulator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.emulator.EmulatorEndpoint;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.EmulatorState;
import dev.kecs.emulator.testing.FakeEmulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of an emulator whose every start is a test's decision.
class AwsEmulatorTest {
    private static final AwsEmulator.Pauses SHORT =
            new AwsEmulator.Pauses(Duration.ofMillis(10), Duration.ofMillis(50));

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeEmulator server = new FakeEmulator(exchange -> FakeEmulator.send(exchange, 200, "up"));
    private final Decided means = new Decided();

    /// One that runs until the test ends it.
    private static final class Life implements Means.Running {
        private final EmulatorEndpoint endpoint;
        private final CountDownLatch ended = new CountDownLatch(1);

        Life(EmulatorEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public EmulatorEndpoint endpoint() {
            return endpoint;
        }

        @Override
        public String healthPath() {
            return "/";
        }

        @Override
        public boolean hasEnded() {
            return ended.getCount() == 0;
        }

        @Override
        public void awaitEnd() throws InterruptedException {
            ended.await();
        }

        @Override
        public void leave() {}
    }

    private static final class Decided implements Means {
        private final LinkedBlockingQueue<CompletableFuture<Life>> lives = new LinkedBlockingQueue<>();
        private final AtomicInteger ends = new AtomicInteger();

        @Override
        public Running findOrStart(Consumer<String> steps) throws EmulatorException, InterruptedException {
            steps.accept("deciding");
            try {
                return lives.take().get();
            } catch (ExecutionException failed) {
                throw new EmulatorException("docker is not there");
            }
        }

        @Override
        public void end() {
            ends.incrementAndGet();
        }

        @Override
        public Duration patience() {
            return Duration.ofMillis(200);
        }
    }

    private final AwsEmulator emulator;

    AwsEmulatorTest(@TempDir Path directory) {
        emulator = new AwsEmulator(means, new EmulatorFiles(directory), client, SHORT);
    }

    private void start() {
        emulator.start();
    }

    @AfterEach
    void close() {
        emulator.close();
        server.close();
        client.close();
    }

    private Life live() {
        Life life = new Life(server.endpoint());
        means.lives.add(CompletableFuture.completedFuture(life));
        return life;
    }

    private EmulatorEndpoint ready() {
        return emulator.ready().toCompletableFuture().join();
    }

    private void awaitState(Class<? extends EmulatorState> state) {
        await().until(() -> state.isInstance(emulator.state()));
    }

    @Test
    void whoAsksWhileItStartsIsToldWhenItIsReady() {
        start();
        await().until(() -> emulator.state().equals(new EmulatorState.Starting("deciding")));
        CompletableFuture<EmulatorEndpoint> waiting = emulator.ready().toCompletableFuture();
        assertThat(waiting).isNotDone();
        live();
        assertThat(waiting.join()).isEqualTo(server.endpoint());
        assertThat(emulator.state()).isEqualTo(new EmulatorState.Ready(server.endpoint()));
        assertThat(ready()).isEqualTo(server.endpoint());
    }

    @Test
    void aFailureIsToldAndTriedAgain() {
        start();
        CompletableFuture<EmulatorEndpoint> waiting = emulator.ready().toCompletableFuture();
        means.lives.add(CompletableFuture.failedFuture(new IllegalStateException()));
        assertThatThrownBy(waiting::join).cause().hasMessage("docker is not there");
        live();
        awaitState(EmulatorState.Ready.class);
    }

    @Test
    void oneThatEndsIsStartedAgain() {
        start();
        Life first = live();
        awaitState(EmulatorState.Ready.class);
        first.ended.countDown();
        await().until(() -> !(emulator.state() instanceof EmulatorState.Ready));
        Life second = live();
        awaitState(EmulatorState.Ready.class);
        assertThat(second.hasEnded()).isFalse();
    }

    @Test
    void oneThatNeverAnswersFailsAfterItsPatience() {
        start();
        means.lives.add(
                CompletableFuture.completedFuture(new Life(new EmulatorEndpoint(URI.create("http://127.0.0.1:1")))));
        await().until(() -> emulator.state() instanceof EmulatorState.Starting starting
                && starting.step().equals("waiting for an answer from http://127.0.0.1:1"));
        assertThatThrownBy(this::ready).cause().hasMessageContaining("http://127.0.0.1:1/ did not answer within");
    }

    @Test
    void closingLetsGoAndEndingEnds() throws Exception {
        start();
        live();
        awaitState(EmulatorState.Ready.class);
        emulator.close();
        assertThat(means.ends).hasValue(0);
        emulator.end();
        assertThat(means.ends).hasValue(1);
    }

    @Test
    void whoStillWaitsWhenItIsClosedIsToldSo() {
        start();
        CompletableFuture<EmulatorEndpoint> waiting = emulator.ready().toCompletableFuture();
        emulator.close();
        assertThatThrownBy(waiting::join).cause().hasMessage("the instance is being stopped");
    }
}
