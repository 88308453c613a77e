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
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Commands on the tags of clusters, services, tasks and task definitions. Stateless; called from many
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
        return stores.clusters()
                .find(arn)
                .filter(found -> found.status() != ClusterStatus.INACTIVE)
                .orElseThrow(() -> new EcsException(new EcsFailure.ClusterNotFound()));
    }

    private Service service(ServiceArn arn) {
        return found(
                stores.services().find(arn).filter(service -> service.status() != ServiceStatus.INACTIVE), "service");
    }

    private Task task(TaskArn arn) {
        return found(stores.tasks().find(arn), "task");
    }

    private TaskDefinition revision(TaskDefinitionArn arn) {
        return found(stores.taskDefinitions().find(arn), "task definition");
    }

    private static <T> T found(Optional<T> thing, String what) {
        return thing.orElseThrow(() -> new EcsException(new EcsFailure.InvalidParameter(
                "The specified " + what + " was not found. Specify a valid " + what + " ARN and try again.")));
    }
}
