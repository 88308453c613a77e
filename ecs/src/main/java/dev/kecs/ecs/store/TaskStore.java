package dev.kecs.ecs.store;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.task.Task;
import java.util.List;
import java.util.Optional;

/// Tasks, STOPPED ones included until they are removed. Lists are ordered by creation time, then ARN.
public interface TaskStore {
    Optional<Task> find(TaskArn arn);

    List<Task> inCluster(ClusterArn cluster);

    /// A service's tasks, by index: not a scan of the cluster.
    List<Task> ofService(ServiceArn service);

    List<Task> all();

    void put(Task task);

    void remove(TaskArn arn);
}
