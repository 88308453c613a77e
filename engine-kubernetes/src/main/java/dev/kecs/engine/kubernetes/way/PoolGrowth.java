package dev.kecs.engine.kubernetes.way;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.engine.kubernetes.command.Appointments;
import dev.kecs.engine.kubernetes.reach.PortPool;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Adds ports to a pool: one extension at a time, and after one that failed none for a while, longer each time. Owned
/// by the cluster's thread; an extension itself has a thread of its own, which is left to its end.
final class PoolGrowth implements AutoCloseable {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);
    private static final String ONE = "extension";

    /// Who is told, on the cluster's thread.
    interface Ears {
        /// Now, before anything is done.
        void begins(int count, String protocol);

        void ended(List<PublishedPort> all);

        /// It may be asked for again at [PoolGrowth#next].
        void failed(String why);
    }

    private final PortPool pool;
    private final Executor queue;
    private final InstantSource clock;
    private final Ears ears;
    private final Appointments<String> pause = new Appointments<>();
    private @Nullable Thread running;

    /// @param queue hands work to the cluster's thread
    PoolGrowth(PortPool pool, Executor queue, InstantSource clock, Ears ears) {
        this.pool = pool;
        this.queue = queue;
        this.clock = clock;
        this.ears = ears;
    }

    /// Begins unless one is under way, or one has failed just now.
    void ask(int count, String protocol) {
        if (running == null && pause.next().isEmpty()) {
            ears.begins(count, protocol);
            running = Thread.ofVirtual().name("more ports").start(() -> extend(count, protocol));
        }
    }

    private void extend(int count, String protocol) {
        try {
            List<PublishedPort> all = pool.extend(count, protocol);
            queue.execute(() -> {
                running = null;
                pause.succeeded(ONE);
                ears.ended(all);
            });
        } catch (EngineException failure) {
            failed(String.valueOf(failure.getMessage()));
        } catch (RuntimeException defect) {
            failed(defect.toString());
        } catch (InterruptedException nobody) {
            failed("it was cut off");
        }
    }

    private void failed(String why) {
        queue.execute(() -> {
            running = null;
            pause.later(ONE, clock.instant());
            ears.failed(why);
        });
    }

    /// @return whether it may be asked for again since a pause is over
    boolean tick(Instant now) {
        return !pause.takeDue(now).isEmpty();
    }

    Optional<Instant> next() {
        return pause.next();
    }

    /// Lets an extension come to its end: cut off, it would leave the cluster without what publishes its ports.
    @Override
    public void close() {
        Thread last = running;
        if (last == null) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            last.join(LONGEST_GOODBYE);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
