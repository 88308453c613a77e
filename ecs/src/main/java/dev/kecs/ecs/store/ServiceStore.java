package dev.kecs.ecs.store;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import java.util.List;
import java.util.Optional;

/// Services, INACTIVE ones included. Lists are ordered by ARN.
public interface ServiceStore {
    Optional<Service> find(ServiceArn arn);

    List<Service> inCluster(ClusterArn cluster);

    List<Service> all();

    void put(Service service);

    void remove(ServiceArn arn);
}
