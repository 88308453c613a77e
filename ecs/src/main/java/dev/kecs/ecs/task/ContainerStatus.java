package dev.kecs.ecs.task;

import dev.kecs.ecs.engine.ContainerObservation;

/// One container of a task as the store keeps it.
///
/// @param id a UUID: the last part of the container's ARN
/// @param image as the task definition says
/// @param last what the engine told, last
public record ContainerStatus(String id, String name, String image, boolean essential, ContainerObservation last) {}
