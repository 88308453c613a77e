package dev.kecs.api.cluster;

import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ClusterField;

/// A cluster as ECS shows it. Counts are derived here.
record ClusterRendering(Stores stores) {
    software.amazon.awssdk.services.ecs.model.Cluster render(Cluster cluster, Collection<ClusterField> include) {
        List<Task> tasks = stores.tasks().inCluster(cluster.arn());
        long services = stores.services().inCluster(cluster.arn()).stream()
                .filter(service -> service.status() == ServiceStatus.ACTIVE)
                .count();
        var shown = software.amazon.awssdk.services.ecs.model.Cluster.builder()
                .clusterArn(cluster.arn().toString())
                .clusterName(cluster.arn().name())
                .status(cluster.status().name())
                .registeredContainerInstancesCount(0)
                .runningTasksCount(
                        (int) tasks.stream().filter(ClusterRendering::runs).count())
                .pendingTasksCount(
                        (int) tasks.stream().filter(ClusterRendering::starts).count())
                .activeServicesCount((int) services)
                .capacityProviders(cluster.spec().capacityProviders())
                .defaultCapacityProviderStrategy(cluster.spec().defaultCapacityProviderStrategy())
                .statistics(List.of())
                .tags(include.contains(ClusterField.TAGS) ? WireTags.write(cluster.tags()) : List.of())
                .settings(
                        include.contains(ClusterField.SETTINGS) ? cluster.spec().settings() : List.of());
        cluster.spec().serviceConnectDefaults().ifPresent(shown::serviceConnectDefaults);
        if (include.contains(ClusterField.CONFIGURATIONS)) {
            cluster.spec().configuration().ifPresent(shown::configuration);
        }
        return shown.build();
    }

    private static boolean runs(Task task) {
        return task.observed().state() instanceof TaskState.Running;
    }

    private static boolean starts(Task task) {
        return task.observed().state() instanceof TaskState.Provisioning
                || task.observed().state() instanceof TaskState.Pending
                || task.observed().state() instanceof TaskState.Activating;
    }
}
