package dev.kecs.emulator.run;

import dev.kecs.emulator.Emulator;
import dev.kecs.emulator.EmulatorEndpoint;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.EmulatorSettings;
import dev.kecs.emulator.EmulatorState;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "aws-emulator", which keeps one emulator running: it finds or starts it, waits until it answers, and
/// starts it again when it ends. Other threads read the state and wait for it.
public final class AwsEmulator implements Emulator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AwsEmulator.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// How long it rests after a failure: the shortest pause, doubled up to the longest.
    ///
    /// @param shortest after the first failure
    public record Pauses(Duration shortest, Duration longest) {
        public static final Pauses DEFAULT = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    private final Means means;
    private final EmulatorFiles files;
    private final Health health;
    private final Pauses pauses;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("aws-emulator").unstarted(this::run);
    private final Object lock = new Object();
    // Both guarded by the lock: a state and who waits for the next one change together.
    private EmulatorState state = new EmulatorState.Starting("not begun yet");
    private CompletableFuture<EmulatorEndpoint> ready = new CompletableFuture<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    AwsEmulator(Means means, EmulatorFiles files, HttpClient client, Pauses pauses) {
        this.means = means;
        this.files = files;
        this.health = new Health(client);
        this.pauses = pauses;
    }

    /// Returns at once; whatever another kind has left of this instance is ended first.
    public static AwsEmulator start(EmulatorSettings settings, Host host, HttpClient client) {
        AwsEmulator emulator = new AwsEmulator(means(settings, host, client), host.files(), client, Pauses.DEFAULT);
        emulator.thread.start();
        return emulator;
    }

    void start() {
        thread.start();
    }

    private static Means means(EmulatorSettings settings, Host host, HttpClient client) {
        Means chosen = switch (settings.kind()) {
            case LOCALSTACK -> new ContainerMeans(host, settings.container());
            case MOTO -> new ProcessMeans(host);
            case EXTERNAL -> new ExternalMeans(settings.url().orElseThrow(), new Health(client));
        };
        return new SoleMeans(chosen, settings.kind(), host);
    }

    /// Ends an emulator that this or an earlier server of this instance has left, and removes what it kept.
    ///
    /// @throws EmulatorException when something could not be ended or removed
    public static void destroyLeftover(Host host) throws EmulatorException, IOException, InterruptedException {
        SoleMeans.destroyRecorded(host);
    }

    /// Ends an emulator that an earlier server of this instance has left; there is none in most cases.
    public static void endLeftover(Host host) throws IOException, InterruptedException {
        try {
            SoleMeans.endRecorded(host);
        } catch (EmulatorException failed) {
            LOG.warn("The AWS emulator that was left could not be ended: {}", failed.getMessage());
        }
    }

    @Override
    public EmulatorState state() {
        synchronized (lock) {
            return state;
        }
    }

    @Override
    public CompletionStage<EmulatorEndpoint> ready() {
        synchronized (lock) {
            return switch (state) {
                case EmulatorState.Ready now -> CompletableFuture.completedFuture(now.endpoint());
                case EmulatorState.Failed failed -> CompletableFuture.failedFuture(failure(failed));
                case EmulatorState.Starting starting -> ready.copy();
            };
        }
    }

    private static EmulatorException failure(EmulatorState.Failed failed) {
        return new EmulatorException(failed.reason());
    }

    /// Tells after every change of the state, on the thread "aws-emulator": be quick.
    public void subscribe(Runnable listener) {
        listeners.add(listener);
    }

    private void become(EmulatorState next) {
        CompletableFuture<EmulatorEndpoint> waiting;
        synchronized (lock) {
            state = next;
            waiting = ready;
            if (!(next instanceof EmulatorState.Starting)) {
                ready = new CompletableFuture<>();
            }
        }
        switch (next) {
            case EmulatorState.Starting starting -> LOG.info("AWS emulator: {}", starting.step());
            case EmulatorState.Ready now -> {
                LOG.info("AWS emulator: ready at {}", now.endpoint().url());
                waiting.complete(now.endpoint());
            }
            case EmulatorState.Failed failed -> {
                LOG.warn("AWS emulator: {}", failed.reason());
                waiting.completeExceptionally(failure(failed));
            }
        }
        listeners.forEach(Runnable::run);
    }

    private void run() {
        Duration pause = pauses.shortest();
        while (!closed) {
            try {
                if (serve()) {
                    pause = pauses.shortest();
                }
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(pauses.longest()) < 0
                        ? pause.multipliedBy(2)
                        : pauses.longest();
            } catch (InterruptedException closing) {
                closed = true;
            }
        }
    }

    /// One life of the emulator.
    ///
    /// @return whether it was ready for a while
    private boolean serve() throws InterruptedException {
        Means.@Nullable Running running = null;
        boolean wasReady = false;
        try {
            running = means.findOrStart(step -> become(new EmulatorState.Starting(step)));
            awaitAnswer(running);
            wasReady = true;
            become(new EmulatorState.Ready(running.endpoint()));
            running.awaitEnd();
            become(new EmulatorState.Failed("it ended or answers no more at "
                    + running.endpoint().url() + "; it is started again; see " + files.log()));
        } catch (EmulatorException | IOException failed) {
            become(new EmulatorState.Failed(
                    Optional.ofNullable(failed.getMessage()).orElse(failed.toString())));
        } catch (RuntimeException defect) {
            LOG.error("Running the AWS emulator failed", defect);
            become(new EmulatorState.Failed(defect.toString()));
        } finally {
            if (running != null) {
                running.leave();
            }
        }
        return wasReady;
    }

    private void awaitAnswer(Means.Running running) throws EmulatorException, InterruptedException {
        become(new EmulatorState.Starting(
                "waiting for an answer from " + running.endpoint().url()));
        long deadline = System.nanoTime() + means.patience().toNanos();
        while (!health.answers(running.endpoint(), running.healthPath())) {
            if (running.hasEnded()) {
                throw new EmulatorException("it ended before it answered; see " + files.log());
            }
            if (System.nanoTime() > deadline) {
                throw new EmulatorException(running.endpoint().url() + running.healthPath() + " did not answer within "
                        + means.patience().toSeconds() + " s; see " + files.log());
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /// Ends the emulator, and starts it no more.
    ///
    /// @throws EmulatorException when it could not be ended
    public void end() throws EmulatorException, IOException, InterruptedException {
        close();
        means.end();
    }

    /// Ends the emulator, starts it no more, and removes what it kept.
    ///
    /// @throws EmulatorException when something could not be ended or removed
    public void destroy() throws EmulatorException, IOException, InterruptedException {
        close();
        means.destroy();
    }

    /// Lets go of the emulator: it goes on, and the next server finds it.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        synchronized (lock) {
            ready.completeExceptionally(new EmulatorException("the instance is being stopped"));
        }
    }
}
