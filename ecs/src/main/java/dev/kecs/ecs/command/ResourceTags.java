package dev.kecs.ecs.command;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Commands on the tags of clusters, services, tasks and task definitions. ECS's own phrases where it has them.
/// Stateless; called from many
/// threads.
public record ResourceTags(Stores stores) {
    /// The tags of what the ARN names.
    public Tags of(Arn arn) {
        return switch (arn) {
            case ClusterArn cluster -> cluster(cluster).tags();
            case ServiceArn service -> service(service).tags();
            case TaskArn task -> task(task).tags();
            case TaskDefinitionArn revision -> revision(revision).tags();
        };
    }

    /// Changes them in one step.
    public void change(Arn arn, UnaryOperator<Tags> change) {
        stores.atomically(() -> {
            switch (arn) {
                case ClusterArn named -> {
                    Cluster cluster = cluster(named);
                    stores.clusters().put(cluster.with(change.apply(cluster.tags())));
                }
                case ServiceArn named -> {
                    Service service = service(named);
                    stores.services().put(service.with(change.apply(service.tags())));
                }
                case TaskArn named -> {
                    Task task = task(named);
                    stores.tasks().put(task.with(change.apply(task.tags())));
                }
                case TaskDefinitionArn named -> {
                    TaskDefinition revision = revision(named);
                    stores.taskDefinitions().put(revision.with(change.apply(revision.tags())));
                }
            }
        });
    }

    private Cluster cluster(ClusterArn arn) {
        Cluster cluster =
                stores.clusters().find(arn).orElseThrow(() -> new EcsException(new EcsFailure.ClusterNotFound()));
        if (cluster.status() == ClusterStatus.INACTIVE) {
            throw refused("The specified cluster is inactive. Specify an active cluster and try again.");
        }
        return cluster;
    }

    private Service service(ServiceArn arn) {
        Service service = found(stores.services().find(arn), "service");
        if (service.status() == ServiceStatus.INACTIVE) {
            throw refused("The specified service is inactive. Specify an active service and try again.");
        }
        return service;
    }

    private Task task(TaskArn arn) {
        Task task = found(stores.tasks().find(arn), "task");
        if (task.observed().state() instanceof TaskState.Stopped) {
            throw refused("The specified task is stopped. Specify a running task and try again.");
        }
        return task;
    }

    private TaskDefinition revision(TaskDefinitionArn arn) {
        return found(stores.taskDefinitions().find(arn), "task definition");
    }

    private static <T> T found(Optional<T> thing, String what) {
        return thing.orElseThrow(() ->
                refused("The specified " + what + " was not found. Specify a valid " + what + " ARN and try again."));
    }

    private static EcsException refused(String message) {
        return new EcsException(new EcsFailure.InvalidParameter(message));
    }
}
