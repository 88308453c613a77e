package dev.kecs.ecs.cluster;

/// ECS's cluster states (source: the ECS API reference, `Cluster`).
///
/// | state          | created      | provided | not provided | deleted        | torn down |
/// |----------------|--------------|----------|--------------|----------------|-----------|
/// | none           | PROVISIONING | -        | -            | -              | -         |
/// | PROVISIONING   | -            | ACTIVE   | FAILED       | DEPROVISIONING | -         |
/// | ACTIVE         | -            | -        | -            | DEPROVISIONING | -         |
/// | FAILED         | PROVISIONING | -        | -            | DEPROVISIONING | -         |
/// | DEPROVISIONING | refused      | -        | -            | -              | INACTIVE  |
/// | INACTIVE       | PROVISIONING | -        | -            | refused        | -         |
///
/// A cluster that could not be torn down stays DEPROVISIONING, and that is tried again.
public enum ClusterStatus {
    PROVISIONING,
    ACTIVE,
    DEPROVISIONING,
    FAILED,
    INACTIVE;

    /// Whether a creation makes it anew.
    public boolean gone() {
        return this == FAILED || this == INACTIVE;
    }

    /// Whether something is being done to it that ends in another state.
    public boolean passing() {
        return this == PROVISIONING || this == DEPROVISIONING;
    }
}
