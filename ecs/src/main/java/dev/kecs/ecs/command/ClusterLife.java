package dev.kecs.ecs.command;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.cluster.IngressPorts;
import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes clusters from one state to the next: asks the engine for what a cluster's state calls for, and writes
/// down what came of it. Called from any thread. Level-triggered: [#attend] may be called at any time and any
/// number of times; what it has already asked for is not asked for again.
public final class ClusterLife {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterLife.class);

    /// How long after a failure a cluster is torn down again.
    static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);

    private final Stores stores;
    private final TaskEngine engine;
    private final IngressPorts ports;
    private final InstantSource clock;
    private final ConcurrentHashMap<ClusterArn, Work> underWay = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<ClusterArn, Integer> commanded = new ConcurrentHashMap<>();

    /// What was asked of the engine for a cluster in this state. Two are the same when they are one object.
    private static final class Work {
        private final ClusterStatus status;

        /// Set once, when it has failed and may be asked for again later.
        private volatile @Nullable Instant again;

        Work(ClusterStatus status) {
            this.status = status;
        }
    }

    public ClusterLife(Stores stores, TaskEngine engine, IngressPorts ports, InstantSource clock) {
        this.stores = stores;
        this.engine = engine;
        this.ports = ports;
        this.clock = clock;
    }

    /// Takes over the ports that clusters have, and gives back those of clusters that were never stored. Called
    /// once, before any command.
    public void begin() {
        ports.releaseAllBut(stores.clusters().all().stream()
                .filter(cluster -> !cluster.status().gone())
                .map(Cluster::arn)
                .collect(Collectors.toSet()));
        for (Cluster cluster : stores.clusters().all()) {
            cluster.ingressPort().stream()
                    .filter(port -> cluster.status() == ClusterStatus.ACTIVE && !ports.keep(cluster.arn(), port))
                    .forEach(port -> LOG.warn(
                            "Port {} of cluster {} is held by somebody else now",
                            port,
                            cluster.arn().name()));
        }
    }

    IngressPorts ports() {
        return ports;
    }

    /// Runs a command that may change the cluster's state, and asks the engine for what the state calls for then.
    /// Nobody else does that meanwhile, so that what an engine does at once is done when this returns.
    <T> T commanded(ClusterArn arn, Supplier<T> command) {
        commanded.merge(arn, 1, Integer::sum);
        try {
            T answer = command.get();
            ask(arn);
            return answer;
        } finally {
            commanded.computeIfPresent(arn, (same, commands) -> commands == 1 ? null : commands - 1);
        }
    }

    /// Asks the engine for what the cluster's state calls for, unless that is under way or about to be. Never inside a
    /// step.
    public void attend(ClusterArn arn) {
        if (!commanded.containsKey(arn)) {
            ask(arn);
        }
    }

    private void ask(ClusterArn arn) {
        Cluster cluster = stores.clusters().find(arn).orElse(null);
        if (cluster == null || !cluster.status().passing()) {
            return;
        }
        Work work = new Work(cluster.status());
        if (underWay.compute(arn, (same, there) -> there != null && stays(there, work) ? there : work) == work) {
            if (cluster.status() == ClusterStatus.PROVISIONING) {
                provide(cluster, work);
            } else {
                finish(engine::tearDown, arn, failure -> tornDown(arn, work, failure));
            }
        }
    }

    private boolean stays(Work there, Work wanted) {
        Instant again = there.again;
        return there.status == wanted.status
                && (again == null || clock.instant().isBefore(again));
    }

    private void provide(Cluster cluster, Work work) {
        ClusterArn arn = cluster.arn();
        OptionalInt port = cluster.ingressPort();
        boolean lost;
        try {
            lost = port.isPresent() && !ports.keep(arn, port.getAsInt());
        } catch (RuntimeException unknown) {
            underWay.remove(arn, work);
            throw unknown;
        }
        if (lost) {
            provided(arn, work, new EngineException("Its port " + port.getAsInt() + " is taken", port.getAsInt()));
        } else {
            finish(engine::provision, new ClusterPlan(arn, port), failure -> provided(arn, work, failure));
        }
    }

    private interface End {
        void with(@Nullable Throwable failure);
    }

    private static <T> void finish(Function<T, CompletionStage<Void>> asked, T subject, End end) {
        CompletionStage<Void> answer;
        try {
            answer = asked.apply(subject);
        } catch (RuntimeException failure) {
            end.with(failure);
            return;
        }
        answer.whenComplete((done, failure) -> end.with(
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure));
    }

    private void provided(ClusterArn arn, Work work, @Nullable Throwable failure) {
        try {
            if (underWay.get(arn) != work) {
                LOG.info("Cluster {} is not wanted any more", arn.name());
            } else if (failure == null) {
                change(arn, ClusterStatus.PROVISIONING, made -> made.with(ClusterStatus.ACTIVE, ""));
            } else if (failure instanceof EngineException lost
                    && lost.takenPort().isPresent()) {
                provideElsewhere(arn, work, lost.takenPort().getAsInt());
            } else {
                fail(arn, failure);
            }
        } finally {
            underWay.remove(arn, work);
        }
    }

    private void provideElsewhere(ClusterArn arn, Work work, int taken) {
        OptionalInt other;
        try {
            other = ports.leaseInstead(arn, taken);
        } catch (EcsException none) {
            fail(arn, none);
            return;
        }
        LOG.info("Cluster {} gets port {}, since {} was taken meanwhile", arn.name(), other, taken);
        change(arn, ClusterStatus.PROVISIONING, cluster -> cluster.with(other));
        if (stores.clusters()
                .find(arn)
                .filter(cluster -> !cluster.status().gone())
                .isEmpty()) {
            // It was deleted meanwhile, and its port given back before this one was leased.
            ports.release(arn);
        }
        underWay.remove(arn, work);
        ask(arn);
    }

    private void fail(ClusterArn arn, Throwable failure) {
        log("could not be made", arn, failure);
        // First, so that a creation which follows gets a port of its own.
        ports.release(arn);
        change(
                arn,
                ClusterStatus.PROVISIONING,
                cluster -> cluster.with(ClusterStatus.FAILED, reason(failure)).with(OptionalInt.empty()));
    }

    private void tornDown(ClusterArn arn, Work work, @Nullable Throwable failure) {
        if (failure == null) {
            try {
                ports.release(arn);
                change(
                        arn,
                        ClusterStatus.DEPROVISIONING,
                        cluster -> cluster.with(ClusterStatus.INACTIVE, "").with(OptionalInt.empty()));
            } finally {
                underWay.remove(arn, work);
            }
        } else {
            log("could not be removed", arn, failure);
            work.again = clock.instant().plus(AFTER_A_FAILURE);
            String reason = "Removing it failed and is tried again: " + reason(failure);
            change(arn, ClusterStatus.DEPROVISIONING, cluster -> cluster.with(ClusterStatus.DEPROVISIONING, reason));
        }
    }

    private static void log(String what, ClusterArn arn, Throwable failure) {
        if (failure instanceof EngineException || failure instanceof EcsException) {
            LOG.warn("Cluster {} {}: {}", arn.name(), what, reason(failure));
        } else {
            LOG.error("Cluster {} {}", arn.name(), what, failure);
        }
    }

    private static String reason(Throwable failure) {
        String message =
                failure instanceof EcsException refused ? refused.failure().message() : failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    private void change(ClusterArn arn, ClusterStatus from, UnaryOperator<Cluster> change) {
        stores.atomically(() -> stores.clusters()
                .find(arn)
                .filter(cluster -> cluster.status() == from)
                .map(change)
                .ifPresent(stores.clusters()::put));
    }
}
