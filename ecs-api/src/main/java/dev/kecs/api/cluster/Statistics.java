package dev.kecs.api.cluster;

import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/// Tasks and services of a cluster, counted by launch type (source: the ECS API reference, `Cluster`,
/// `statistics`). What a capacity provider places counts as the launch type it stands for.
record Statistics(Collection<Task> tasks, Collection<Service> services) {
    List<KeyValuePair> all() {
        return List.of(
                entry("runningEC2TasksCount", count(LaunchType.EC2, Statistics::runs)),
                entry("runningFargateTasksCount", count(LaunchType.FARGATE, Statistics::runs)),
                entry("pendingEC2TasksCount", count(LaunchType.EC2, Statistics::starts)),
                entry("pendingFargateTasksCount", count(LaunchType.FARGATE, Statistics::starts)),
                entry("activeEC2ServiceCount", count(LaunchType.EC2, ServiceStatus.ACTIVE)),
                entry("activeFargateServiceCount", count(LaunchType.FARGATE, ServiceStatus.ACTIVE)),
                entry("drainingEC2ServiceCount", count(LaunchType.EC2, ServiceStatus.DRAINING)),
                entry("drainingFargateServiceCount", count(LaunchType.FARGATE, ServiceStatus.DRAINING)));
    }

    private static KeyValuePair entry(String name, long count) {
        return KeyValuePair.builder().name(name).value(Long.toString(count)).build();
    }

    private long count(LaunchType type, Predicate<Task> wanted) {
        return tasks.stream()
                .filter(task -> type == typeOf(task))
                .filter(wanted)
                .count();
    }

    private long count(LaunchType type, ServiceStatus status) {
        return services.stream()
                .filter(service -> service.status() == status && type == typeOf(service))
                .count();
    }

    private static LaunchType typeOf(Task task) {
        String provider = task.spec().declared().capacityProviderName();
        return ofProvider(
                provider != null && provider.startsWith("FARGATE"),
                task.spec().declared().launchType());
    }

    private static LaunchType typeOf(Service service) {
        boolean fargate = service.spec().declared().capacityProviderStrategy().stream()
                .anyMatch(item -> item.capacityProvider().startsWith("FARGATE"));
        return ofProvider(fargate, service.spec().declared().launchType());
    }

    private static LaunchType ofProvider(boolean fargate, LaunchType declared) {
        return fargate || declared == LaunchType.FARGATE ? LaunchType.FARGATE : LaunchType.EC2;
    }

    static boolean runs(Task task) {
        return task.observed().state() instanceof TaskState.Running;
    }

    static boolean starts(Task task) {
        return task.observed().state() instanceof TaskState.Provisioning
                || task.observed().state() instanceof TaskState.Pending
                || task.observed().state() instanceof TaskState.Activating;
    }
}
