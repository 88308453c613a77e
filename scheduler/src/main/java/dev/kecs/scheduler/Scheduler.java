package dev.kecs.scheduler;

import dev.kecs.ecs.engine.DrainGate;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "scheduler", which moves tasks and services towards what is wanted of them. It sleeps until a
/// store step, an observation or an appointment; everything that has queued up is handled in one durable
/// step. Other threads only put signals into its queue.
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final Duration AFTER_A_FAILED_STEP = Duration.ofSeconds(1);

    /// What wakes the scheduler.
    private sealed interface Signal {
        record Changed(Set<Arn> arns) implements Signal {}

        record Observed(TaskObservation observation) implements Signal {}

        record Synchronised() implements Signal {}

        record Drained(TaskArn task) implements Signal {}

        record Wake() implements Signal {}
    }

    /// What the scheduler needs from others.
    public record Parts(Stores stores, TaskEngine engine, DrainGate gate, Ids ids, InstantSource clock) {}

    private final Parts parts;
    private final SchedulerMetrics metrics;
    private final TaskReconciler taskReconciler;
    private final ServiceReconciler serviceReconciler;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("scheduler").unstarted(this::run);
    private final AutoCloseable subscription;

    // Owned by the scheduler's thread.
    private final Map<TaskArn, TaskObservation> observed = new HashMap<>();
    private final Map<Arn, Instant> appointments = new HashMap<>();
    private final Set<Arn> dirty = new LinkedHashSet<>();
    private final Set<TaskArn> drained = new HashSet<>();

    private volatile boolean ready;
    private volatile boolean quiet;
    private volatile boolean closed;

    public Scheduler(Parts parts, SchedulerMetrics metrics) {
        this.parts = parts;
        this.metrics = metrics;
        this.taskReconciler = new TaskReconciler(parts.engine(), this::drain);
        this.serviceReconciler = new ServiceReconciler(parts.ids(), parts.clock());
        this.subscription = parts.stores().subscribe(arns -> signals.add(new Signal.Changed(arns)));
    }

    /// Starts the engine and the thread. Nothing is launched before the engine has told what it knows.
    public void start() {
        parts.engine().start(new TaskEngine.Observer() {
            @Override
            public void observed(TaskObservation observation) {
                signals.add(new Signal.Observed(observation));
            }

            @Override
            public void synchronised() {
                signals.add(new Signal.Synchronised());
            }
        });
        thread.start();
    }

    /// Whether the engine has told all it knew from before, so that what is described is true.
    public boolean ready() {
        return ready;
    }

    /// From now on services start no tasks and replace none; tasks already wanted to stop go on stopping. The
    /// way to end an instance without forgetting what its services want.
    public void quiesce() {
        quiet = true;
        signals.add(new Signal.Wake());
    }

    private void drain(TaskArn task) {
        parts.gate().drained(task).thenRun(() -> signals.add(new Signal.Drained(task)));
    }

    private void run() {
        while (!closed) {
            try {
                await();
                if (ready && !closed) {
                    reconcile();
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                LOG.error("A scheduler step failed and is tried again", failure);
                Instant again = parts.clock().instant().plus(AFTER_A_FAILED_STEP);
                dirty.forEach(arn -> appointments.put(arn, again));
                dirty.clear();
            }
        }
    }

    /// Takes in all signals; waits for the first one, or for the next appointment.
    private void await() throws InterruptedException {
        List<Signal> taken = new ArrayList<>();
        if (dirty.isEmpty() || !ready) {
            Instant next =
                    appointments.values().stream().min(Instant::compareTo).orElse(null);
            Signal first = next == null
                    ? signals.take()
                    : signals.poll(
                            Math.max(
                                    1,
                                    Duration.between(parts.clock().instant(), next)
                                            .toMillis()),
                            TimeUnit.MILLISECONDS);
            if (first != null) {
                taken.add(first);
            }
        }
        signals.drainTo(taken);
        taken.forEach(this::take);
        Instant now = parts.clock().instant();
        appointments.forEach((arn, at) -> {
            if (!at.isAfter(now)) {
                dirty.add(arn);
            }
        });
        appointments.keySet().removeAll(dirty);
    }

    private void take(Signal signal) {
        switch (signal) {
            case Signal.Changed(Set<Arn> arns) -> dirty.addAll(arns);
            case Signal.Observed(TaskObservation observation) -> {
                observed.put(observation.task(), observation);
                dirty.add(observation.task());
            }
            case Signal.Drained(TaskArn task) -> {
                drained.add(task);
                dirty.add(task);
            }
            case Signal.Synchronised() -> {
                ready = true;
                parts.stores().tasks().all().forEach(task -> dirty.add(task.arn()));
                parts.stores().services().all().forEach(service -> dirty.add(service.arn()));
            }
            case Signal.Wake() -> {}
        }
    }

    private void reconcile() {
        long began = System.nanoTime();
        Step step = new Step(parts.stores(), parts.clock().instant());
        parts.stores().atomically(() -> {
            Set<ServiceArn> services = new LinkedHashSet<>();
            for (Arn arn : dirty) {
                if (arn instanceof ServiceArn service) {
                    services.add(service);
                } else if (arn instanceof TaskArn task) {
                    alone(step, arn, () -> reconcileTask(step, task, services));
                }
            }
            services.forEach(service -> alone(step, service, () -> reconcileService(step, service)));
        });
        List<Arn> handled = List.copyOf(dirty);
        dirty.clear();
        appointments.putAll(step.appointments());
        boolean allDone = true;
        for (Runnable effect : step.effects()) {
            allDone &= attempt(effect);
        }
        if (!allDone) {
            Instant again = parts.clock().instant().plus(AFTER_A_FAILED_STEP);
            handled.forEach(arn -> appointments.put(arn, again));
        }
        metrics.reconciled(Duration.ofNanos(System.nanoTime() - began));
    }

    /// One thing's failure undoes that thing's part of the step only, and is tried again later.
    private void alone(Step step, Arn arn, Runnable part) {
        try {
            parts.stores().atomically(part);
        } catch (RuntimeException failure) {
            LOG.error("Reconciling {} failed and is tried again", arn, failure);
            step.lookAgainIn(arn, AFTER_A_FAILED_STEP);
        }
    }

    private static boolean attempt(Runnable effect) {
        try {
            effect.run();
            return true;
        } catch (RuntimeException failure) {
            LOG.error("Asking the engine failed and is tried again", failure);
            return false;
        }
    }

    private void reconcileTask(Step step, TaskArn arn, Set<ServiceArn> services) {
        TaskObservation observation = observed.get(arn);
        Task task = parts.stores().tasks().find(arn).orElse(null);
        if (task == null) {
            if (observation != null) {
                taskReconciler.removeOrphan(step, observation);
            }
            observed.remove(arn);
            drained.remove(arn);
            return;
        }
        Task after = taskReconciler.reconcile(step, task, observation, drained.contains(arn));
        task.spec().origin().service().ifPresent(service -> {
            services.add(service);
            parts.stores().services().find(service).ifPresent(owner -> Failures.count(step, owner, task, after));
        });
    }

    private void reconcileService(Step step, ServiceArn arn) {
        Service service = parts.stores().services().find(arn).orElse(null);
        if (service == null || quiet) {
            return;
        }
        for (Task begun : serviceReconciler.reconcile(step, service)) {
            taskReconciler.reconcile(step, begun, null, false);
        }
    }

    @Override
    public void close() {
        closed = true;
        signals.add(new Signal.Wake());
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
