package dev.kecs.ecs.cluster;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.tag.Tags;
import java.time.Instant;
import java.util.OptionalInt;

/// An ECS cluster as the store keeps it. Counts of services and tasks are derived, never stored.
///
/// @param statusReason what is being done to it right now while it is PROVISIONING or DEPROVISIONING, why it is
///     FAILED; empty otherwise
/// @param ingressPort the host port, leased to it, at which its HTTP routes are reached; empty when it has none
public record Cluster(
        ClusterArn arn,
        ClusterSpec spec,
        ClusterStatus status,
        String statusReason,
        Tags tags,
        Instant createdAt,
        OptionalInt ingressPort) {

    public Cluster with(ClusterSpec newSpec) {
        return new Cluster(arn, newSpec, status, statusReason, tags, createdAt, ingressPort);
    }

    public Cluster with(ClusterStatus newStatus, String reason) {
        return new Cluster(arn, spec, newStatus, reason, tags, createdAt, ingressPort);
    }

    public Cluster with(Tags newTags) {
        return new Cluster(arn, spec, status, statusReason, newTags, createdAt, ingressPort);
    }

    public Cluster with(OptionalInt newIngressPort) {
        return new Cluster(arn, spec, status, statusReason, tags, createdAt, newIngressPort);
    }
}
