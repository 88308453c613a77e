package dev.kecs.ecs.task;

import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// What is wanted of a task. `Stop` is terminal: a second wish to stop changes nothing.
public sealed interface TaskGoal {
    record Run() implements TaskGoal {}

    /// @param reason ECS's `stoppedReason`
    record Stop(Instant since, TaskStopCode code, String reason) implements TaskGoal {}
}
