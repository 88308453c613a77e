package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.action.References;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// The operations of this package, in one list.
public final class TaskDefinitionActions {
    private TaskDefinitionActions() {}

    public static List<ActionEntry<?, ?>> of(References references) {
        return List.of(
                ActionEntry.of(
                        RegisterTaskDefinitionRequest.class,
                        RegisterTaskDefinitionRequest::builder,
                        new RegisterTaskDefinitionAction(references)),
                ActionEntry.of(
                        DescribeTaskDefinitionRequest.class,
                        DescribeTaskDefinitionRequest::builder,
                        new DescribeTaskDefinitionAction(references)),
                ActionEntry.of(
                        DeregisterTaskDefinitionRequest.class,
                        DeregisterTaskDefinitionRequest::builder,
                        new DeregisterTaskDefinitionAction(references)),
                ActionEntry.of(
                        DeleteTaskDefinitionsRequest.class,
                        DeleteTaskDefinitionsRequest::builder,
                        new DeleteTaskDefinitionsAction(references)),
                ActionEntry.of(
                        ListTaskDefinitionsRequest.class,
                        ListTaskDefinitionsRequest::builder,
                        new ListTaskDefinitionsAction(references)),
                ActionEntry.of(
                        ListTaskDefinitionFamiliesRequest.class,
                        ListTaskDefinitionFamiliesRequest::builder,
                        new ListTaskDefinitionFamiliesAction(references)));
    }
}
