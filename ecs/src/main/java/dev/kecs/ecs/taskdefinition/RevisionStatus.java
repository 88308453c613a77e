package dev.kecs.ecs.taskdefinition;

/// ACTIVE → INACTIVE (deregistered) → DELETE_IN_PROGRESS (source: the ECS API reference, `TaskDefinition`). A
/// revision under deletion goes for good when no task or deployment uses it any more.
public enum RevisionStatus {
    ACTIVE,
    INACTIVE,
    DELETE_IN_PROGRESS
}
