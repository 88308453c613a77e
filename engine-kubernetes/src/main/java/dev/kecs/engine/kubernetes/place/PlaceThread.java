package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.engine.kubernetes.cluster.KubernetesPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "kubernetes CLUSTER", which owns all that is known of one ECS cluster's pods. It blocks while it talks to
/// the API server, and sleeps until a command, something heard, or a deadline. Other threads only put work into its
/// queue.
///
/// | state  | event                        | next                                                |
/// |--------|------------------------------|-----------------------------------------------------|
/// | closed | it is provisioned, or found  | open; commands given meanwhile are done now         |
/// | closed | that failed                  | closed; what was found before is looked for again   |
/// | open   | it is torn down              | closed                                              |
public final class PlaceThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceThread.class);
    private static final Duration LOOK_FOR_AGAIN_AFTER = Duration.ofSeconds(5);
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(1);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);
    private static final Duration LONGEST_UNDOING = Duration.ofMinutes(2);

    /// One thing to do on the thread.
    private interface Work {
        void run() throws InterruptedException;
    }

    private final Surroundings surroundings;
    private final ClusterArn cluster;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final List<Consumer<OpenPlace>> commandsWhileClosed = new ArrayList<>();
    private final Thread thread;
    // Written by the thread, read by those who read logs.
    private volatile @Nullable OpenPlace open;
    private volatile boolean ended;
    private Optional<ClusterPlan> lookFor = Optional.empty();
    private Instant lookAt = Instant.MAX;
    private boolean expected;
    private Set<TaskPort> watched = Set.of();

    public PlaceThread(Surroundings surroundings, ClusterArn cluster) {
        this.surroundings = surroundings;
        this.cluster = cluster;
        this.thread = Thread.ofVirtual().name("kubernetes " + cluster.name()).start(this::run);
    }

    /// Finds what was ready before, however long that takes.
    public void resume(ClusterPlan plan) {
        queue.add(() -> {
            expected = true;
            lookFor = Optional.of(plan);
            lookAt = Instant.EPOCH;
        });
    }

    public CompletionStage<Void> provision(ClusterPlan plan) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        queue.add(() -> settle(ready, () -> {
            expected = true;
            if (open == null) {
                provisionNow(plan);
            }
        }));
        return ready;
    }

    private void provisionNow(ClusterPlan plan) throws InterruptedException {
        boolean done = false;
        try {
            openNew(surroundings.clusters().provision(plan, this::progressed));
            done = true;
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    /// What was made and cannot be used is removed again.
    private void openNew(KubernetesPlace place) throws InterruptedException {
        try {
            open(place);
        } catch (RuntimeException failure) {
            shut();
            remove();
            throw failure;
        }
    }

    private void remove() throws InterruptedException {
        surroundings.aws().doors().close(cluster);
        surroundings.clusters().tearDown(cluster);
    }

    /// From now on there is no such cluster, and commands for its tasks mean nothing.
    private void abandon() {
        expected = false;
        commandsWhileClosed.clear();
        lookFor = Optional.empty();
        lookAt = Instant.MAX;
    }

    public CompletionStage<Void> tearDown() {
        CompletableFuture<Void> removed = new CompletableFuture<>();
        queue.add(() -> settle(removed, () -> {
            abandon();
            shut();
            remove();
        }));
        return removed;
    }

    /// Does something with the place, at once or as soon as it is open; nothing when there is no such cluster.
    public void tell(Consumer<OpenPlace> command) {
        queue.add(() -> {
            OpenPlace now = open;
            if (now != null) {
                command.accept(now);
            } else if (expected) {
                commandsWhileClosed.add(command);
            }
        });
    }

    /// Which ports of its tasks somebody watches now; kept for when the place is open.
    public void watched(Set<TaskPort> ports) {
        queue.add(() -> {
            watched = ports;
            open().ifPresent(place -> place.watched(ports));
        });
    }

    /// The place, unless it is not open now. Its [OpenPlace#watch] may be read by any thread.
    public Optional<OpenPlace> open() {
        return Optional.ofNullable(open);
    }

    private void settle(CompletableFuture<Void> answer, Work work) throws InterruptedException {
        try {
            work.run();
            answer.complete(null);
        } catch (EngineException expected) {
            answer.completeExceptionally(expected);
        } catch (RuntimeException failure) {
            answer.completeExceptionally(new EngineException(
                    "Cluster " + cluster.name() + ": Kubernetes failed: " + failure.getMessage(), failure));
        }
    }

    private void run() {
        try {
            while (!ended) {
                Duration sleep = sleep();
                Work work = queue.poll(sleep.toMillis(), TimeUnit.MILLISECONDS);
                if (work != null) {
                    attempt(work);
                }
                // Also when there is always work.
                if (work == null || sleep.equals(SHORTEST_SLEEP)) {
                    attempt(this::tick);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            shut();
        }
    }

    private void attempt(Work work) throws InterruptedException {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.error("Cluster {}: one thing failed; the others go on", cluster.name(), failure);
        }
    }

    private Duration sleep() {
        Instant now = surroundings.clock().instant();
        Instant latest = now.plus(LONGEST_SLEEP);
        Instant due = open().flatMap(OpenPlace::next).filter(lookAt::isAfter).orElse(lookAt);
        Duration until = Duration.between(now, due.isBefore(latest) ? due.isAfter(now) ? due : now : latest);
        return until.plus(SHORTEST_SLEEP);
    }

    private void tick() throws InterruptedException {
        Instant now = surroundings.clock().instant();
        if (!now.isBefore(lookAt) && lookFor.isPresent()) {
            lookAt = Instant.MAX;
            look(lookFor.get(), now);
        }
        open().ifPresent(place -> place.tick(now));
    }

    private void look(ClusterPlan plan, Instant now) throws InterruptedException {
        try {
            if (open == null) {
                open(surroundings.clusters().resume(plan, this::progressed));
            }
            lookFor = Optional.empty();
        } catch (RuntimeException failure) {
            progressed("cannot be reached and is tried again: " + failure.getMessage());
            lookAt = now.plus(LOOK_FOR_AGAIN_AFTER);
        }
    }

    private void progressed(String step) {
        surroundings.observer().progressed(cluster, step);
    }

    private void open(KubernetesPlace place) {
        OpenPlace opened = new OpenPlace(surroundings, cluster, place, heard -> queue.add(heard::run));
        open = opened;
        opened.watched(watched);
        opened.start();
        List<Consumer<OpenPlace>> waiting = List.copyOf(commandsWhileClosed);
        commandsWhileClosed.clear();
        waiting.forEach(command -> attemptCommand(command, opened));
    }

    private void attemptCommand(Consumer<OpenPlace> command, OpenPlace place) {
        try {
            command.accept(place);
        } catch (RuntimeException failure) {
            LOG.error("Cluster {}: one command failed; the others go on", cluster.name(), failure);
        }
    }

    private void shut() {
        OpenPlace place = open;
        open = null;
        if (place != null) {
            place.close();
        }
    }

    /// Ends the thread; tasks go on. What was under way may still be being undone.
    @Override
    public void close() {
        end(LONGEST_GOODBYE);
    }

    /// Ends the thread and waits until what was under way is undone; tasks go on.
    public void end() {
        end(LONGEST_UNDOING);
    }

    private void end(Duration limit) {
        ended = true;
        thread.interrupt();
        try {
            thread.join(limit);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
