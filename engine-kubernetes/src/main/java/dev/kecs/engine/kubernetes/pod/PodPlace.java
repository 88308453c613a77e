package dev.kecs.engine.kubernetes.pod;

import dev.kecs.ecs.engine.environment.TaskSurroundings;
import dev.kecs.engine.kubernetes.name.Marks;

/// Where pods are made, and what their containers are told of it.
public record PodPlace(Marks marks, String namespace, TaskSurroundings services) {}
