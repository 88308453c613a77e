package dev.kecs.ecs.cluster;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.tag.Tags;
import java.time.Instant;

/// An ECS cluster as the store keeps it. Counts of services and tasks are derived, never stored.
///
/// @param statusReason why provisioning failed; empty otherwise
public record Cluster(
        ClusterArn arn, ClusterSpec spec, ClusterStatus status, String statusReason, Tags tags, Instant createdAt) {

    public Cluster with(ClusterSpec newSpec) {
        return new Cluster(arn, newSpec, status, statusReason, tags, createdAt);
    }

    public Cluster with(ClusterStatus newStatus, String reason) {
        return new Cluster(arn, spec, newStatus, reason, tags, createdAt);
    }

    public Cluster with(Tags newTags) {
        return new Cluster(arn, spec, status, statusReason, newTags, createdAt);
    }
}
