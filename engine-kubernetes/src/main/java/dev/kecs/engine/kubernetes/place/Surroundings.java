package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.TaskEngine.Observer;
import dev.kecs.ecs.engine.environment.AwsForTasks;
import dev.kecs.engine.kubernetes.cluster.KubernetesClusters;
import dev.kecs.engine.kubernetes.name.Marks;
import java.time.InstantSource;

/// What all clusters share.
///
/// @param aws what tasks find of AWS besides ECS
/// @param observer may be called from every cluster's thread
public record Surroundings(
        KubernetesClusters clusters, Marks marks, AwsForTasks aws, Observer observer, InstantSource clock) {}
