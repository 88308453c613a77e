package dev.kecs.server.target;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import java.util.List;

/// Resolves a target against the stores as they are now. Pure; any thread may ask.
public final class TargetResolver {
    private final Stores stores;
    private final ServiceTargets services;
    private final TaskTargets tasks;
    private final TagTargets tags;

    public TargetResolver(Stores stores) {
        this.stores = stores;
        TargetPorts ports = new TargetPorts(stores);
        services = new ServiceTargets(stores, ports);
        tasks = new TaskTargets(stores, ports);
        tags = new TagTargets(stores, ports);
    }

    public Resolution resolve(Resolve question) {
        Target target = question.target();
        List<ClusterArn> clusters = clusters(target.cluster());
        if (clusters.isEmpty()) {
            return Resolution.failed(
                    SnapshotReason.CLUSTER_ABSENT,
                    "There is no cluster '" + target.cluster() + "'.",
                    "aws ecs create-cluster --cluster-name " + target.cluster());
        }
        if (clusters.size() > 1) {
            return Resolution.failed(
                    SnapshotReason.AMBIGUOUS_CLUSTER,
                    "Clusters named '" + target.cluster() + "' exist in several regions.",
                    "Give the cluster's ARN instead of its name.");
        }
        ClusterArn cluster = clusters.getFirst();
        return switch (target) {
            case Target.OfService service -> services.resolve(cluster, service, question);
            case Target.OfTask task -> tasks.resolve(cluster, task, question);
            case Target.OfTags wanted -> tags.resolve(cluster, wanted, question);
        };
    }

    private List<ClusterArn> clusters(String named) {
        return stores.clusters().all().stream()
                .filter(each -> each.status() != ClusterStatus.INACTIVE)
                .map(Cluster::arn)
                .filter(arn -> arn.name().equals(named) || arn.toString().equals(named))
                .toList();
    }
}
