package dev.kecs.ecs.service;

/// ACTIVE → DRAINING (deleted, tasks still stopping) → INACTIVE (source: the ECS API reference, `Service`).
public enum ServiceStatus {
    ACTIVE,
    DRAINING,
    INACTIVE
}
