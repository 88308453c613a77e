package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/// One revision.
record DescribeTaskDefinitionAction(References references)
        implements Action<DescribeTaskDefinitionRequest, DescribeTaskDefinitionResponse> {
    @Override
    public DescribeTaskDefinitionResponse answer(DescribeTaskDefinitionRequest request, Caller caller) {
        TaskDefinition found = references.taskDefinition(request.taskDefinition(), caller);
        var response = DescribeTaskDefinitionResponse.builder().taskDefinition(TaskDefinitionRendering.render(found));
        if (request.include().contains(TaskDefinitionField.TAGS)) {
            response.tags(WireTags.write(found.tags()));
        }
        return response.build();
    }
}
