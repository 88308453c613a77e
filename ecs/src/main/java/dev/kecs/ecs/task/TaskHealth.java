package dev.kecs.ecs.task;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// A task's health, ECS's `healthStatus`: that of its essential containers with a health check (source:
/// "Determine Amazon ECS task health using container health checks" in the developer guide). Pure.
public final class TaskHealth {
    private TaskHealth() {}

    /// Whether any essential container has a health check: without one a task's health stays UNKNOWN.
    public static boolean isChecked(TaskDefinition definition) {
        return definition.containerDefinitions().stream().anyMatch(TaskHealth::decides);
    }

    /// UNHEALTHY as soon as one is, HEALTHY when all are, UNKNOWN otherwise.
    public static Health of(Task task, TaskDefinition definition) {
        Set<String> deciding = definition.containerDefinitions().stream()
                .filter(TaskHealth::decides)
                .map(ContainerDefinition::name)
                .collect(Collectors.toUnmodifiableSet());
        List<Health> healths = task.observed().containers().stream()
                .filter(container -> deciding.contains(container.name()))
                .map(container -> container.last().health())
                .distinct()
                .toList();
        if (healths.contains(Health.UNHEALTHY)) {
            return Health.UNHEALTHY;
        }
        return healths.equals(List.of(Health.HEALTHY)) ? Health.HEALTHY : Health.UNKNOWN;
    }

    private static boolean decides(ContainerDefinition container) {
        return container.healthCheck() != null && !Boolean.FALSE.equals(container.essential());
    }
}
