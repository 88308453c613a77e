package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.store.ServiceStore;
import java.util.List;
import java.util.Optional;

record MemoryServiceStore(Table<ServiceArn, Service> table, Index<ClusterArn, ServiceArn, Service> byCluster)
        implements ServiceStore {
    static MemoryServiceStore over(Table<ServiceArn, Service> table) {
        return new MemoryServiceStore(
                table, table.index(service -> Optional.of(service.arn().cluster())));
    }

    @Override
    public Optional<Service> find(ServiceArn arn) {
        return table.find(arn);
    }

    @Override
    public List<Service> inCluster(ClusterArn cluster) {
        return table.in(byCluster, cluster);
    }

    @Override
    public List<Service> all() {
        return table.all();
    }

    @Override
    public void put(Service service) {
        table.put(service);
    }

    @Override
    public void remove(ServiceArn arn) {
        table.remove(arn);
    }
}
