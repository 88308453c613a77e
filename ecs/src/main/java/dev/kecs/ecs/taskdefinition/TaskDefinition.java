package dev.kecs.ecs.taskdefinition;

import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.tag.Tags;
import java.time.Instant;
import java.util.Optional;

/// One revision. Its body never changes after registration; only status and tags do.
///
/// @param body what was registered, in ECS's own shape; ARN, revision, status and times in it are not set
/// @param deregisteredAt set once it is INACTIVE
public record TaskDefinition(
        TaskDefinitionArn arn,
        software.amazon.awssdk.services.ecs.model.TaskDefinition body,
        RevisionStatus status,
        Tags tags,
        Instant registeredAt,
        Optional<Instant> deregisteredAt) {

    public TaskDefinition with(Tags newTags) {
        return new TaskDefinition(arn, body, status, newTags, registeredAt, deregisteredAt);
    }

    public TaskDefinition with(RevisionStatus newStatus, Optional<Instant> when) {
        return new TaskDefinition(arn, body, newStatus, tags, registeredAt, when);
    }
}
