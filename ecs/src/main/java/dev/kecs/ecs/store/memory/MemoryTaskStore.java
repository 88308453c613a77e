package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.store.TaskStore;
import dev.kecs.ecs.task.Task;
import java.util.List;
import java.util.Optional;

record MemoryTaskStore(
        Table<TaskArn, Task> table,
        Index<ClusterArn, TaskArn, Task> byCluster,
        Index<ServiceArn, TaskArn, Task> byService)
        implements TaskStore {
    static MemoryTaskStore over(Table<TaskArn, Task> table) {
        return new MemoryTaskStore(
                table,
                table.index(task -> Optional.of(task.arn().cluster())),
                table.index(task -> task.spec().origin().service()));
    }

    @Override
    public Optional<Task> find(TaskArn arn) {
        return table.find(arn);
    }

    @Override
    public List<Task> inCluster(ClusterArn cluster) {
        return table.in(byCluster, cluster);
    }

    @Override
    public List<Task> ofService(ServiceArn service) {
        return table.in(byService, service);
    }

    @Override
    public List<Task> all() {
        return table.all();
    }

    @Override
    public void put(Task task) {
        table.put(task);
    }

    @Override
    public void remove(TaskArn arn) {
        table.remove(arn);
    }
}
