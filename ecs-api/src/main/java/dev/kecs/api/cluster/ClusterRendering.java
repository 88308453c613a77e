package dev.kecs.api.cluster;

import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ClusterField;

/// A cluster as ECS shows it. Counts are derived here; what KECS alone knows of it is shown as attachments.
record ClusterRendering(Stores stores) {
    /// What the answer to a change shows.
    static final Set<ClusterField> DECLARED =
            Set.of(ClusterField.TAGS, ClusterField.SETTINGS, ClusterField.CONFIGURATIONS);

    software.amazon.awssdk.services.ecs.model.Cluster render(Cluster cluster, Collection<ClusterField> include) {
        List<Task> tasks = stores.tasks().inCluster(cluster.arn());
        List<Service> services = stores.services().inCluster(cluster.arn());
        long active = services.stream()
                .filter(service -> service.status() == ServiceStatus.ACTIVE)
                .count();
        var shown = software.amazon.awssdk.services.ecs.model.Cluster.builder()
                .clusterArn(cluster.arn().toString())
                .clusterName(cluster.arn().name())
                .status(cluster.status().name())
                .registeredContainerInstancesCount(0)
                .runningTasksCount((int) tasks.stream().filter(Statistics::runs).count())
                .pendingTasksCount(
                        (int) tasks.stream().filter(Statistics::starts).count())
                .activeServicesCount((int) active)
                .capacityProviders(cluster.spec().capacityProviders())
                .defaultCapacityProviderStrategy(cluster.spec().defaultCapacityProviderStrategy())
                .statistics(
                        include.contains(ClusterField.STATISTICS) ? new Statistics(tasks, services).all() : List.of())
                .tags(include.contains(ClusterField.TAGS) ? WireTags.write(cluster.tags()) : List.of())
                .settings(
                        include.contains(ClusterField.SETTINGS) ? cluster.spec().settings() : List.of());
        if (include.contains(ClusterField.ATTACHMENTS)) {
            ClusterAttachments attachments = new ClusterAttachments(cluster);
            shown.attachments(attachments.all()).attachmentsStatus(attachments.status());
        }
        cluster.spec().serviceConnectDefaults().ifPresent(shown::serviceConnectDefaults);
        if (include.contains(ClusterField.CONFIGURATIONS)) {
            cluster.spec().configuration().ifPresent(shown::configuration);
        }
        return shown.build();
    }
}
