package dev.kecs.ecs.command;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterSpec;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.task.TaskState;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// Commands on clusters. Stateless; called from many threads.
public record Clusters(Stores stores, ClusterLife life, InstantSource clock) {
    /// Makes the cluster, or answers the one that is there: creation is idempotent, as in ECS. One that is
    /// FAILED is made anew.
    ///
    /// @return ACTIVE when the engine was ready at once, otherwise PROVISIONING
    public Cluster create(ClusterArn arn, ClusterSpec spec, Tags tags) {
        Cluster made = life.commanded(arn, () -> standing(arn).orElseGet(() -> begin(arn, spec, tags)));
        return stores.clusters().find(arn).orElse(made);
    }

    /// The port is leased before anybody sees the cluster, so that there is none when no port is free.
    private Cluster begin(ClusterArn arn, ClusterSpec spec, Tags tags) {
        OptionalInt port = life.ports().lease(arn);
        try {
            return stores.atomically(() -> standing(arn).orElseGet(() -> {
                Cluster fresh = new Cluster(arn, spec, ClusterStatus.PROVISIONING, "", tags, clock.instant(), port);
                stores.clusters().put(fresh);
                return fresh;
            }));
        } finally {
            boolean inVain = stores.clusters()
                    .find(arn)
                    .filter(found -> !found.status().gone())
                    .isEmpty();
            if (inVain) {
                life.ports().release(arn);
            }
        }
    }

    private Optional<Cluster> standing(ClusterArn arn) {
        Optional<Cluster> found =
                stores.clusters().find(arn).filter(cluster -> !cluster.status().gone());
        if (found.filter(Clusters::goes).isPresent()) {
            throw new EcsException(new EcsFailure.Client("Cluster was not ACTIVE: " + arn.name()
                    + " is being deleted. Create it again once it is INACTIVE."));
        }
        return found;
    }

    private static boolean goes(Cluster cluster) {
        return cluster.status() == ClusterStatus.DEPROVISIONING;
    }

    /// The cluster, unless there is none or it is INACTIVE.
    public Cluster require(ClusterArn arn) {
        return stores.clusters()
                .find(arn)
                .filter(found -> found.status() != ClusterStatus.INACTIVE)
                .orElseThrow(() -> new EcsException(new EcsFailure.ClusterNotFound()));
    }

    /// Refuses what would begin something in a cluster that goes. Inside a step. ECS's own phrase.
    static void refuseWhereGoing(Stores stores, ClusterArn arn) {
        if (stores.clusters().find(arn).filter(Clusters::goes).isPresent()) {
            throw new EcsException(new EcsFailure.ClusterNotFound("The referenced cluster was inactive."));
        }
    }

    public Cluster update(ClusterArn arn, UnaryOperator<Cluster> change) {
        return stores.atomically(() -> {
            Cluster changed = change.apply(require(arn));
            stores.clusters().put(changed);
            return changed;
        });
    }

    /// Takes it down; it must hold no service and no task. ECS's own phrases.
    ///
    /// @return INACTIVE when the engine was done at once, otherwise DEPROVISIONING
    public Cluster delete(ClusterArn arn) {
        Cluster deleted = life.commanded(arn, () -> update(arn, this::takenDown));
        return stores.clusters().find(arn).orElse(deleted);
    }

    private Cluster takenDown(Cluster cluster) {
        ClusterArn arn = cluster.arn();
        if (goes(cluster)) {
            return cluster;
        }
        boolean services = stores.services().inCluster(arn).stream()
                .anyMatch(service -> service.status() != ServiceStatus.INACTIVE);
        if (services) {
            throw new EcsException(
                    new EcsFailure.ClusterContainsServices("The Cluster cannot be deleted while Services are active."));
        }
        boolean tasks = stores.tasks().inCluster(arn).stream()
                .anyMatch(task -> !(task.observed().state() instanceof TaskState.Stopped));
        if (tasks) {
            throw new EcsException(
                    new EcsFailure.ClusterContainsTasks("The Cluster cannot be deleted while Tasks are active."));
        }
        return cluster.with(ClusterStatus.DEPROVISIONING, "");
    }
}
