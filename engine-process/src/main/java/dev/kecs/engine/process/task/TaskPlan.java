package dev.kecs.engine.process.task;

import dev.kecs.ecs.engine.PortBinding;
import java.util.List;
import java.util.Optional;

/// All that is needed to run a task and to find it again: the content of `task.json`.
///
/// @param taskArn in the long format
/// @param address the leased loopback address; empty when the task has ports at a shared address
public record TaskPlan(
        String taskArn, Optional<String> address, List<PortBinding> bindings, List<ContainerPlan> containers) {
    public TaskPlan {
        bindings = List.copyOf(bindings);
        containers = List.copyOf(containers);
    }
}
