package dev.kecs.ecs.store;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.name.ClusterArn;
import java.util.List;
import java.util.Optional;

/// Clusters, INACTIVE ones included. Lists are ordered by ARN.
public interface ClusterStore {
    Optional<Cluster> find(ClusterArn arn);

    List<Cluster> all();

    void put(Cluster cluster);

    void remove(ClusterArn arn);
}
