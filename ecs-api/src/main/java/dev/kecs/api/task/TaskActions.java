package dev.kecs.api.task;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.action.References;
import dev.kecs.ecs.command.Tasks;
import dev.kecs.ecs.command.Tokens;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;

/// The operations of this package, in one list.
public final class TaskActions {
    private TaskActions() {}

    public static List<ActionEntry<?, ?>> of(
            References references, Tasks tasks, Tokens tokens, CommandSessions sessions) {
        TaskRendering rendering = new TaskRendering(tasks.stores());
        return List.of(
                ActionEntry.of(
                        RunTaskRequest.class,
                        RunTaskRequest::builder,
                        new RunTaskAction(references, tasks, tokens, rendering)),
                ActionEntry.of(
                        DescribeTasksRequest.class,
                        DescribeTasksRequest::builder,
                        new DescribeTasksAction(references, tasks, rendering)),
                ActionEntry.of(
                        ListTasksRequest.class, ListTasksRequest::builder, new ListTasksAction(references, tasks)),
                ActionEntry.of(
                        ExecuteCommandRequest.class,
                        ExecuteCommandRequest::builder,
                        new ExecuteCommandAction(references, tasks, sessions)),
                ActionEntry.of(
                        StopTaskRequest.class,
                        StopTaskRequest::builder,
                        new StopTaskAction(references, tasks, rendering)));
    }
}
