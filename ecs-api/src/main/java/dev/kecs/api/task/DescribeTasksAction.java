package dev.kecs.api.task;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.command.Tasks;
import dev.kecs.ecs.name.ClusterArn;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.TaskField;

/// Tasks by id or ARN, STOPPED ones included while they are kept.
record DescribeTasksAction(References references, Tasks tasks, TaskRendering rendering)
        implements Action<DescribeTasksRequest, DescribeTasksResponse> {
    private static final int MOST = 100;

    @Override
    public DescribeTasksResponse answer(DescribeTasksRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        if (request.tasks().isEmpty() || request.tasks().size() > MOST) {
            throw Refusal.invalid("tasks must have 1 to " + MOST + " items.");
        }
        boolean tags = request.include().contains(TaskField.TAGS);
        List<software.amazon.awssdk.services.ecs.model.Task> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String name : request.tasks()) {
            references
                    .task(name, cluster)
                    .flatMap(tasks.stores().tasks()::find)
                    .ifPresentOrElse(
                            task -> found.add(rendering.render(task, tags)),
                            () -> failures.add(missing(name, cluster)));
        }
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    private static Failure missing(String name, ClusterArn cluster) {
        String arn = name.startsWith("arn:") ? name : cluster.toString().replace(":cluster/", ":task/") + "/" + name;
        return Failure.builder().arn(arn).reason("MISSING").build();
    }
}
