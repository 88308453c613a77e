package dev.kecs.ecs.taskdefinition;

import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.tag.Tags;
import java.time.Instant;
import java.util.Optional;

/// One revision. Its body never changes after registration; only status and tags do.
///
/// @param body what was registered, in ECS's own shape; ARN, revision, status and times in it are not set
/// @param deregisteredAt set once it is INACTIVE
/// @param deleteRequestedAt set once it is DELETE_IN_PROGRESS
public record TaskDefinition(
        TaskDefinitionArn arn,
        software.amazon.awssdk.services.ecs.model.TaskDefinition body,
        RevisionStatus status,
        Tags tags,
        Instant registeredAt,
        Optional<Instant> deregisteredAt,
        Optional<Instant> deleteRequestedAt) {

    /// An ACTIVE one.
    public static TaskDefinition registered(
            TaskDefinitionArn arn,
            software.amazon.awssdk.services.ecs.model.TaskDefinition body,
            Tags tags,
            Instant registeredAt) {
        return new TaskDefinition(
                arn, body, RevisionStatus.ACTIVE, tags, registeredAt, Optional.empty(), Optional.empty());
    }

    public TaskDefinition with(Tags newTags) {
        return new TaskDefinition(arn, body, status, newTags, registeredAt, deregisteredAt, deleteRequestedAt);
    }

    /// INACTIVE from `when` on.
    public TaskDefinition deregistered(Instant when) {
        return new TaskDefinition(
                arn, body, RevisionStatus.INACTIVE, tags, registeredAt, Optional.of(when), Optional.empty());
    }

    /// DELETE_IN_PROGRESS from `when` on.
    public TaskDefinition deleting(Instant when) {
        return new TaskDefinition(
                arn,
                body,
                RevisionStatus.DELETE_IN_PROGRESS,
                tags,
                registeredAt,
                deregisteredAt,
                Optional.of(deleteRequestedAt.orElse(when)));
    }
}
