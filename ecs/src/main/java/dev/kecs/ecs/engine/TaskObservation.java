package dev.kecs.ecs.engine;

import dev.kecs.ecs.name.TaskArn;
import java.util.List;

/// All that the engine knows of one task now; it replaces whatever was told before. Containers come in the
/// task definition's order.
public record TaskObservation(TaskArn task, List<ContainerObservation> containers, List<PortBinding> bindings) {
    public TaskObservation {
        containers = List.copyOf(containers);
        bindings = List.copyOf(bindings);
    }
}
