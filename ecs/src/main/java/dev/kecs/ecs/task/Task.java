package dev.kecs.ecs.task;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.tag.Tags;
import java.time.Instant;
import java.util.List;

/// A task as the store keeps it.
///
/// @param goal what is wanted: ECS's `desiredStatus` with its reason
/// @param observed what the engine told, last
/// @param version grows by one with every change, ECS's `version`
public record Task(
        TaskArn arn, TaskSpec spec, Instant createdAt, TaskGoal goal, Observed observed, Tags tags, long version) {

    /// @param bindings where its container ports are reached; empty until the engine knows
    public record Observed(TaskState state, List<ContainerStatus> containers, List<PortBinding> bindings) {
        public Observed {
            containers = List.copyOf(containers);
            bindings = List.copyOf(bindings);
        }
    }

    public Task with(TaskGoal newGoal) {
        return new Task(arn, spec, createdAt, newGoal, observed, tags, version + 1);
    }

    public Task with(Observed newObserved) {
        return new Task(arn, spec, createdAt, goal, newObserved, tags, version + 1);
    }

    public Task with(Tags newTags) {
        return new Task(arn, spec, createdAt, goal, observed, newTags, version + 1);
    }
}
