package dev.kecs.api.task;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.command.Tasks;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.TaskArn;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;

/// Asks for a task's end.
record StopTaskAction(References references, Tasks tasks, TaskRendering rendering)
        implements Action<StopTaskRequest, StopTaskResponse> {
    @Override
    public StopTaskResponse answer(StopTaskRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        TaskArn arn = references
                .task(request.task(), cluster)
                .orElseThrow(() -> Refusal.invalid("The referenced task was not found."));
        String reason = Optional.ofNullable(request.reason()).orElse("Task stopped by user");
        return StopTaskResponse.builder()
                .task(rendering.render(tasks.stop(arn, reason), true))
                .build();
    }
}
