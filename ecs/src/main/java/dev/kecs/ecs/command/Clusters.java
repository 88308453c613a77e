package dev.kecs.ecs.command;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterSpec;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.task.TaskState;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/// Commands on clusters. Stateless; called from many threads.
public record Clusters(Stores stores, TaskEngine engine, InstantSource clock) {
    /// Makes the cluster, or answers the one that is there: creation is idempotent, as in ECS.
    ///
    /// @return ACTIVE when the engine was ready at once, otherwise PROVISIONING
    public Cluster create(ClusterArn arn, ClusterSpec spec, Tags tags) {
        Cluster made = stores.atomically(() -> stores.clusters()
                .find(arn)
                .filter(found -> found.status() != ClusterStatus.INACTIVE)
                .orElseGet(() -> {
                    Cluster fresh = new Cluster(arn, spec, ClusterStatus.PROVISIONING, "", tags, clock.instant());
                    stores.clusters().put(fresh);
                    return fresh;
                }));
        if (made.status() == ClusterStatus.PROVISIONING) {
            CompletionStage<Void> ready = engine.provision(new ClusterPlan(arn, OptionalInt.empty()));
            ready.whenComplete((done, failure) -> stores.atomically(() -> stores.clusters()
                    .find(arn)
                    .filter(found -> found.status() == ClusterStatus.PROVISIONING)
                    .ifPresent(found -> stores.clusters()
                            .put(
                                    failure == null
                                            ? found.with(ClusterStatus.ACTIVE, "")
                                            : found.with(
                                                    ClusterStatus.FAILED, String.valueOf(failure.getMessage()))))));
        }
        return stores.clusters().find(arn).orElse(made);
    }

    /// The cluster, unless there is none or it is INACTIVE.
    public Cluster require(ClusterArn arn) {
        return stores.clusters()
                .find(arn)
                .filter(found -> found.status() != ClusterStatus.INACTIVE)
                .orElseThrow(() -> new EcsException(new EcsFailure.ClusterNotFound()));
    }

    public Cluster update(ClusterArn arn, UnaryOperator<Cluster> change) {
        return stores.atomically(() -> {
            Cluster changed = change.apply(require(arn));
            stores.clusters().put(changed);
            return changed;
        });
    }

    /// Makes it INACTIVE; it must hold no service and no task. ECS's own phrases.
    public Cluster delete(ClusterArn arn) {
        Cluster deleted = update(arn, cluster -> {
            boolean services = stores.services().inCluster(arn).stream()
                    .anyMatch(service -> service.status() != ServiceStatus.INACTIVE);
            if (services) {
                throw new EcsException(new EcsFailure.ClusterContainsServices(
                        "The Cluster cannot be deleted while Services are active."));
            }
            boolean tasks = stores.tasks().inCluster(arn).stream()
                    .anyMatch(task -> !(task.observed().state() instanceof TaskState.Stopped));
            if (tasks) {
                throw new EcsException(
                        new EcsFailure.ClusterContainsTasks("The Cluster cannot be deleted while Tasks are active."));
            }
            return cluster.with(ClusterStatus.INACTIVE, "");
        });
        engine.tearDown(arn);
        return deleted;
    }
}
