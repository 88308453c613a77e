package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.ClusterArn;
import java.util.OptionalInt;

/// What an engine prepares a cluster with.
///
/// @param ingressPort the host port, leased to this cluster, at which its HTTP routes shall be reached; empty
///     when it has none
public record ClusterPlan(ClusterArn cluster, OptionalInt ingressPort) {}
