package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;

/// Makes a revision INACTIVE.
record DeregisterTaskDefinitionAction(References references)
        implements Action<DeregisterTaskDefinitionRequest, DeregisterTaskDefinitionResponse> {
    @Override
    public DeregisterTaskDefinitionResponse answer(DeregisterTaskDefinitionRequest request, Caller caller) {
        TaskDefinition found = references.taskDefinition(request.taskDefinition(), caller);
        return DeregisterTaskDefinitionResponse.builder()
                .taskDefinition(TaskDefinitionRendering.render(
                        references.taskDefinitions().deregister(found.arn())))
                .build();
    }
}
