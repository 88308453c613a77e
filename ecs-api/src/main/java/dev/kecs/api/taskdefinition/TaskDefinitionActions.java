package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.action.References;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
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
                        new DeregisterTaskDefinitionAction(references)));
    }
}
