package dev.kecs.ecs.cluster;

/// ECS's cluster states (source: the ECS API reference, `Cluster`). A cluster is made PROVISIONING, becomes
/// ACTIVE or FAILED, and ends DEPROVISIONING, then INACTIVE.
public enum ClusterStatus {
    PROVISIONING,
    ACTIVE,
    DEPROVISIONING,
    FAILED,
    INACTIVE
}
