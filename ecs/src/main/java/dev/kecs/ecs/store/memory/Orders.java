package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.store.journal.RecordKind;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.Comparator;

/// The orders that the ports promise, by an ARN's parts rather than its text, which would be built anew for
/// every comparison.
final class Orders {
    private static final Comparator<Scope> SCOPE =
            Comparator.comparing(Scope::region).thenComparing(Scope::account);
    private static final Comparator<ClusterArn> CLUSTER_ARN =
            Comparator.comparing(ClusterArn::scope, SCOPE).thenComparing(ClusterArn::name);
    private static final Comparator<ServiceArn> SERVICE_ARN =
            Comparator.comparing(ServiceArn::cluster, CLUSTER_ARN).thenComparing(ServiceArn::name);
    private static final Comparator<TaskArn> TASK_ARN =
            Comparator.comparing(TaskArn::cluster, CLUSTER_ARN).thenComparing(TaskArn::id);
    private static final Comparator<TaskDefinitionArn> REVISION = Comparator.comparing(TaskDefinitionArn::scope, SCOPE)
            .thenComparing(TaskDefinitionArn::family)
            .thenComparingInt(TaskDefinitionArn::revision);

    static final Comparator<Cluster> CLUSTERS = Comparator.comparing(Cluster::arn, CLUSTER_ARN);
    static final Comparator<Service> SERVICES = Comparator.comparing(Service::arn, SERVICE_ARN);
    static final Comparator<Task> TASKS = Comparator.comparing(Task::createdAt).thenComparing(Task::arn, TASK_ARN);
    static final Comparator<TaskDefinition> TASK_DEFINITIONS = Comparator.comparing(TaskDefinition::arn, REVISION);
    static final Comparator<RecordKind.ScopedSetting> SETTINGS = Comparator.comparing(
                    RecordKind.ScopedSetting::scope, SCOPE)
            .thenComparing(held -> held.setting().name())
            .thenComparing(held -> held.setting().principal());
    static final Comparator<RecordKind.LastRevision> LAST_REVISIONS = Comparator.comparing(
                    (RecordKind.LastRevision last) -> last.family().scope(), SCOPE)
            .thenComparing(last -> last.family().name());

    private Orders() {}
}
