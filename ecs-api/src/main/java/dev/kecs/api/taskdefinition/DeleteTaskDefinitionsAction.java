package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.name.TaskDefinitionArn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Makes INACTIVE revisions DELETE_IN_PROGRESS; each on its own: what is refused is a failure with ECS's phrase,
/// named as the request names it.
record DeleteTaskDefinitionsAction(References references)
        implements Action<DeleteTaskDefinitionsRequest, DeleteTaskDefinitionsResponse> {
    @Override
    public DeleteTaskDefinitionsResponse answer(DeleteTaskDefinitionsRequest request, Caller caller) {
        List<TaskDefinition> deleted = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String named : new LinkedHashSet<>(request.taskDefinitions())) {
            try {
                deleted.add(TaskDefinitionRendering.render(
                        references.taskDefinitions().delete(exact(named, caller))));
            } catch (EcsException refused) {
                failures.add(Failure.builder()
                        .arn(named)
                        .reason(refused.failure().message())
                        .build());
            }
        }
        return DeleteTaskDefinitionsResponse.builder()
                .taskDefinitions(deleted)
                .failures(failures)
                .build();
    }

    private TaskDefinitionArn exact(String named, Caller caller) {
        return references
                .revision(named, caller)
                .orElseThrow(() -> Refusal.client("The specified task definition identifier is invalid. Specify a"
                        + " valid name or ARN and try again."));
    }
}
