package dev.kecs.scheduler;

import dev.kecs.ecs.command.ClusterLife;
import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.DrainGate;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "scheduler", which moves tasks and services towards what is wanted of them. It sleeps until a
/// store step, an observation or an appointment; everything that has queued up is handled in one durable
/// step. Other threads only put signals into its queue.
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    /// What the scheduler needs from others.
    ///
    /// @param clusters shared with those who answer commands
    public record Parts(
            Stores stores, TaskEngine engine, ClusterLife clusters, DrainGate gate, Ids ids, InstantSource clock) {}

    private final Parts parts;
    private final SchedulerMetrics metrics;
    private final LinkedBlockingQueue<Consumer<Reconciler>> signals = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("scheduler").unstarted(this::run);
    private final AutoCloseable subscription;

    // Owned by the scheduler's thread.
    private final Reconciler reconciler;

    private final Returning returning = new Returning();
    private volatile boolean ready;
    private volatile boolean closed;

    public Scheduler(Parts parts, SchedulerMetrics metrics) {
        this.parts = parts;
        this.metrics = metrics;
        this.reconciler = new Reconciler(parts, this::drain);
        this.subscription = parts.stores().subscribe(arns -> signals.add(to -> to.changed(arns)));
    }

    /// Starts the engine and the thread. Nothing is launched before the engine has told what it knows.
    public void start() {
        List<ClusterPlan> standing = reconciler.begin();
        ready = standing.isEmpty();
        returning.expect(standing);
        parts.engine().start(standing, new TaskEngine.Observer() {
            @Override
            public void observed(TaskObservation observation) {
                signals.add(to -> to.observed(observation));
            }

            @Override
            public void exposed(ServiceArn service, List<PortBinding> bindings) {
                LOG.info("Service {} is reached at {}", service.name(), bindings);
                signals.add(to -> to.exposed(service, bindings));
            }

            @Override
            public void warned(TaskArn task, String what) {
                LOG.warn("Task {}: {}", task.id(), what);
                signals.add(to -> to.warned(task, what));
            }

            @Override
            public void progressed(ClusterArn cluster, String step) {
                LOG.info("Cluster {}: {}", cluster.name(), step);
                returning.progressed(cluster, step);
                signals.add(to -> to.progressed(cluster, step));
            }

            @Override
            public void synchronised(ClusterArn cluster) {
                returning.found(cluster);
                signals.add(to -> ready = to.synchronised(cluster));
            }
        });
        thread.start();
    }

    /// Whether the engine has told all it knew from before, so that what is described is true.
    public boolean ready() {
        return ready;
    }

    /// Clusters that the engine has yet to find again, with what it is doing to them. Any thread may ask.
    public Map<ClusterArn, String> returning() {
        return returning.told();
    }

    /// From now on services start no tasks and replace none; tasks already wanted to stop go on stopping. The
    /// way to end an instance without forgetting what its services want.
    public void quiesce() {
        signals.add(Reconciler::quiesce);
    }

    private void drain(TaskArn task) {
        parts.gate().drained(task).thenRun(() -> signals.add(to -> to.drained(task)));
    }

    private void run() {
        while (!closed) {
            try {
                take();
                long began = System.nanoTime();
                reconciler.reconcile();
                metrics.reconciled(Duration.ofNanos(System.nanoTime() - began));
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                LOG.error("A scheduler step failed and is tried again", failure);
            }
        }
    }

    /// Takes in all signals; waits for the first one, or until something is due.
    private void take() throws InterruptedException {
        List<Consumer<Reconciler>> taken = new ArrayList<>();
        Consumer<Reconciler> first = first(reconciler.due());
        if (first != null) {
            taken.add(first);
        }
        signals.drainTo(taken);
        taken.forEach(signal -> signal.accept(reconciler));
    }

    private @Nullable Consumer<Reconciler> first(Optional<Instant> due) throws InterruptedException {
        if (due.isEmpty()) {
            return signals.take();
        }
        Duration wait = Duration.between(parts.clock().instant(), due.get());
        // An appointment's last fraction of a millisecond is waited for, not spun through.
        long millis = wait.isPositive() ? wait.toMillis() + 1 : 0;
        return signals.poll(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        signals.add(to -> {});
        try {
            subscription.close();
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.warn("Closing the scheduler's subscription failed", failure);
        }
    }
}
