package dev.kecs.ecs.service;

import dev.kecs.ecs.name.TaskDefinitionArn;
import java.time.Instant;

/// One roll-out of a service. The newest is PRIMARY; those that still have tasks are ACTIVE; one that lost
/// its tasks is dropped.
///
/// @param id `ecs-svc/` and 19 digits, as ECS writes it
/// @param terms what its tasks are started with
/// @param failedTasks tasks of this deployment that stopped without ever getting RUNNING and healthy, in a
///     row
public record Deployment(
        String id, Terms terms, Rollout rollout, int failedTasks, Instant createdAt, Instant updatedAt) {

    /// What the deployment's tasks are started with; a later UpdateService makes a new deployment and leaves
    /// this one alone.
    public record Terms(
            TaskDefinitionArn taskDefinition,
            software.amazon.awssdk.services.ecs.model.Service declared,
            boolean publicIp) {}

    /// How far it is (source: the ECS API reference, `Deployment`, `rolloutState`).
    public sealed interface Rollout {
        record InProgress(String reason) implements Rollout {}

        record Completed(String reason) implements Rollout {}

        record Failed(String reason) implements Rollout {}
    }
}
