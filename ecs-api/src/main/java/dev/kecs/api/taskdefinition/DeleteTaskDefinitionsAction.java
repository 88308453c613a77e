package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.name.TaskDefinitionArn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Makes INACTIVE revisions DELETE_IN_PROGRESS; each on its own.
record DeleteTaskDefinitionsAction(References references)
        implements Action<DeleteTaskDefinitionsRequest, DeleteTaskDefinitionsResponse> {
    @Override
    public DeleteTaskDefinitionsResponse answer(DeleteTaskDefinitionsRequest request, Caller caller) {
        List<TaskDefinitionArn> named = new LinkedHashSet<>(request.taskDefinitions())
                .stream().map(text -> exact(text, caller)).toList();
        List<TaskDefinition> deleted = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (TaskDefinitionArn arn : named) {
            Optional<String> reason = references.taskDefinitions().delete(arn);
            if (reason.isPresent()) {
                failures.add(Failure.builder()
                        .arn(arn.toString())
                        .reason(reason.get())
                        .build());
            } else {
                references
                        .taskDefinitions()
                        .stores()
                        .taskDefinitions()
                        .find(arn)
                        .map(TaskDefinitionRendering::render)
                        .ifPresent(deleted::add);
            }
        }
        return DeleteTaskDefinitionsResponse.builder()
                .taskDefinitions(deleted)
                .failures(failures)
                .build();
    }

    private TaskDefinitionArn exact(String text, Caller caller) {
        return references
                .revision(text, caller)
                .orElseThrow(() -> Refusal.invalid("taskDefinitions: '" + text
                        + "' does not name a revision; give family:revision or its full ARN."));
    }
}
