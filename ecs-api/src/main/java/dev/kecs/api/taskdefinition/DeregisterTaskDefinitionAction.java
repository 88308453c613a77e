package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.name.TaskDefinitionArn;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;

/// Makes a revision INACTIVE. It must be named exactly: a family alone would mean another one each time.
record DeregisterTaskDefinitionAction(References references)
        implements Action<DeregisterTaskDefinitionRequest, DeregisterTaskDefinitionResponse> {
    @Override
    public DeregisterTaskDefinitionResponse answer(DeregisterTaskDefinitionRequest request, Caller caller) {
        TaskDefinitionArn arn = references
                .revision(request.taskDefinition(), caller)
                .orElseThrow(() -> Refusal.client("Revision is missing."));
        return DeregisterTaskDefinitionResponse.builder()
                .taskDefinition(TaskDefinitionRendering.render(
                        references.taskDefinitions().deregister(arn)))
                .build();
    }
}
