package dev.kecs.api.taskdefinition;

import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.taskdefinition.TaskDefinition;

/// A task definition as ECS shows it.
final class TaskDefinitionRendering {
    private TaskDefinitionRendering() {}

    static software.amazon.awssdk.services.ecs.model.TaskDefinition render(TaskDefinition definition) {
        return definition.body().toBuilder()
                .taskDefinitionArn(definition.arn().toString())
                .revision(definition.arn().revision())
                .status(definition.status().name())
                .registeredAt(definition.registeredAt())
                .registeredBy(AccountSetting.root(definition.arn().scope()))
                .deregisteredAt(definition.deregisteredAt().orElse(null))
                .deleteRequestedAt(definition.deleteRequestedAt().orElse(null))
                .build();
    }
}
