package dev.kecs.scheduler.cluster;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.command.ClusterLife;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.scheduler.step.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Has clusters attended to that are on their way: begun by a control plane that is gone, or failed and due
/// again. Keeps with them what the engine says it is doing. Used by the scheduler's thread.
public final class ClusterReconciler {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    private final ClusterLife clusters;
    private final Map<ClusterArn, String> told = new HashMap<>();

    public ClusterReconciler(ClusterLife clusters) {
        this.clusters = clusters;
    }

    /// The next [#reconcile] writes it down.
    public void progressed(ClusterArn cluster, String what) {
        told.put(cluster, what);
    }

    public void reconcile(Step step, ClusterArn arn) {
        Optional<String> news = Optional.ofNullable(told.remove(arn));
        Optional<Cluster> passing = step.stores()
                .clusters()
                .find(arn)
                .filter(cluster -> cluster.status().passing());
        if (passing.isEmpty()) {
            return;
        }
        Cluster cluster = passing.get();
        news.filter(what -> !what.equals(cluster.statusReason()))
                .ifPresent(what -> step.stores().clusters().put(cluster.with(cluster.status(), what)));
        step.afterwards(() -> clusters.attend(arn));
        step.lookAgainIn(arn, LOOK_AGAIN);
    }
}
