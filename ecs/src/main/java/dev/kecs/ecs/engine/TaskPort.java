package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.TaskArn;

/// One container port of one task.
///
/// @param protocol `tcp` or `udp`
public record TaskPort(TaskArn task, int containerPort, String protocol) {}
