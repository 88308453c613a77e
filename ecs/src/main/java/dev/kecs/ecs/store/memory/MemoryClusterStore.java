package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.store.ClusterStore;
import java.util.List;
import java.util.Optional;

record MemoryClusterStore(Table<ClusterArn, Cluster> table) implements ClusterStore {
    @Override
    public Optional<Cluster> find(ClusterArn arn) {
        return table.find(arn);
    }

    @Override
    public List<Cluster> all() {
        return table.all();
    }

    @Override
    public void put(Cluster cluster) {
        table.put(cluster);
    }

    @Override
    public void remove(ClusterArn arn) {
        table.remove(arn);
    }
}
