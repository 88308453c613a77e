package dev.kecs.protocol.control;

import java.util.Objects;

/// A cluster that is being made, found again or removed, or could not be made.
///
/// @param status as ECS calls it
/// @param reason what is being done right now, or why it failed; empty when nothing is known
public record UnsettledCluster(String cluster, String status, String reason) {
    public UnsettledCluster {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(status, "status");
        reason = Objects.requireNonNullElse(reason, "");
    }
}
