package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.api.action.WireTags;
import dev.kecs.api.taskdefinition.registration.Registration;
import dev.kecs.ecs.name.ResourceName;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;

/// Registers the next revision of a family.
record RegisterTaskDefinitionAction(References references)
        implements Action<RegisterTaskDefinitionRequest, RegisterTaskDefinitionResponse> {
    @Override
    public RegisterTaskDefinitionResponse answer(RegisterTaskDefinitionRequest request, Caller caller) {
        if (!ResourceName.isLegal(request.family())) {
            throw Refusal.client("family: Family contains invalid characters.");
        }
        TaskDefinition registered = references
                .taskDefinitions()
                .register(caller.scope(), request.family(), Registration.body(request), WireTags.read(request.tags()));
        return RegisterTaskDefinitionResponse.builder()
                .taskDefinition(TaskDefinitionRendering.render(registered))
                .tags(WireTags.write(registered.tags()))
                .build();
    }
}
