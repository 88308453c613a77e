package dev.kecs.ecs.command;

import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskFactory;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskSpec;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Commands on tasks. They declare; the scheduler acts. Stateless; called from many threads.
public record Tasks(Stores stores, TaskFactory factory, InstantSource clock) {
    /// Starts `count` tasks of their own.
    public List<Task> run(
            ClusterArn cluster, TaskDefinition revision, TaskSpec spec, TaskFactory.Tagging tagging, int count) {
        return stores.atomically(() -> {
            Clusters.refuseWhereGoing(stores, cluster);
            List<Task> tasks = IntStream.range(0, count)
                    .mapToObj(each -> factory.create(cluster, revision, spec, tagging))
                    .toList();
            tasks.forEach(stores.tasks()::put);
            return tasks;
        });
    }

    /// Asks for the task's end; one already asked to end, or STOPPED, is answered unchanged.
    public Task stop(TaskArn arn, String reason) {
        return stores.atomically(() -> {
            Task task = stores.tasks()
                    .find(arn)
                    .orElseThrow(() ->
                            new EcsException(new EcsFailure.InvalidParameter("The referenced task was not found.")));
            if (task.goal() instanceof TaskGoal.Stop) {
                return task;
            }
            Task stopping = task.with(new TaskGoal.Stop(clock.instant(), TaskStopCode.USER_INITIATED, reason));
            stores.tasks().put(stopping);
            return stopping;
        });
    }
}
