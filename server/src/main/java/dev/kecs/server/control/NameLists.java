package dev.kecs.server.control;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.protocol.control.NameQuery;
import dev.kecs.protocol.control.Names;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The names that a person may want to type, read from memory: clusters, a cluster's services, and those of its
/// tasks that have not stopped. Any thread may ask.
record NameLists(Stores stores) {
    static final int MOST = 1000;

    Names list(NameQuery query) {
        String beginning = Objects.requireNonNullElse(query.beginning(), "");
        Stream<String> all = switch (query.what()) {
            case CLUSTERS -> clusters().map(Cluster::arn).map(ClusterArn::name);
            case SERVICES -> clusters(query).flatMap(this::services);
            case TASKS -> clusters(query).flatMap(this::tasks);
        };
        List<String> found = all.filter(name -> name.startsWith(beginning))
                .distinct()
                .sorted()
                .limit(MOST + 1L)
                .toList();
        return new Names(found.subList(0, Math.min(found.size(), MOST)), found.size() > MOST);
    }

    private Stream<Cluster> clusters() {
        return stores.clusters().all().stream().filter(each -> each.status() != ClusterStatus.INACTIVE);
    }

    private Stream<ClusterArn> clusters(NameQuery query) {
        return clusters()
                .map(Cluster::arn)
                .filter(arn ->
                        arn.name().equals(query.cluster()) || arn.toString().equals(query.cluster()));
    }

    private Stream<String> services(ClusterArn cluster) {
        return stores.services().inCluster(cluster).stream()
                .filter(each -> each.status() != ServiceStatus.INACTIVE)
                .map(each -> each.arn().name());
    }

    private Stream<String> tasks(ClusterArn cluster) {
        return stores.tasks().inCluster(cluster).stream()
                .filter(each -> !(each.observed().state() instanceof TaskState.Stopped))
                .map(each -> each.arn().id());
    }
}
