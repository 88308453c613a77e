package dev.kecs.ecs.task;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PropagateTags;

/// The one place where tasks are made, for RunTask and for services alike. Puts nothing into a store.
public record TaskFactory(Ids ids, InstantSource clock) {
    /// The tag that `enableECSManagedTags` puts on every task.
    public static final String CLUSTER_NAME_TAG = "aws:ecs:clusterName";

    /// The tag that `enableECSManagedTags` puts on a service's tasks.
    public static final String SERVICE_NAME_TAG = "aws:ecs:serviceName";

    /// What decides a new task's tags.
    ///
    /// @param own given with the request; a service's own tags for `propagateTags` SERVICE
    /// @param propagate TASK_DEFINITION adds the revision's tags; `own` wins where both have a key
    /// @param managed `enableECSManagedTags`
    public record Tagging(Tags own, Optional<PropagateTags> propagate, boolean managed) {}

    /// A task PROVISIONING that is wanted to run, all its containers still waiting.
    public Task create(ClusterArn cluster, TaskDefinition revision, TaskSpec spec, Tagging tagging) {
        List<ContainerStatus> containers = revision.body().containerDefinitions().stream()
                .map(this::waiting)
                .toList();
        return new Task(
                cluster.task(ids.task()),
                spec,
                clock.instant(),
                new TaskGoal.Run(),
                new Task.Observed(new TaskState.Provisioning(), containers, List.of()),
                tags(cluster, revision, spec.origin().service(), tagging),
                1);
    }

    private ContainerStatus waiting(ContainerDefinition definition) {
        return new ContainerStatus(
                ids.uuid(),
                definition.name(),
                definition.image(),
                !Boolean.FALSE.equals(definition.essential()),
                ContainerObservation.waiting(definition.name()));
    }

    private static Tags tags(
            ClusterArn cluster, TaskDefinition revision, Optional<ServiceArn> service, Tagging tagging) {
        Tags propagated = tagging.propagate()
                .filter(PropagateTags.TASK_DEFINITION::equals)
                .map(from -> revision.tags())
                .orElse(Tags.NONE);
        Tags tags = propagated.with(tagging.own());
        if (!tagging.managed()) {
            return tags;
        }
        Tags withCluster = tags.with(new Tags(Map.of(CLUSTER_NAME_TAG, cluster.name())));
        return service.map(of -> withCluster.with(new Tags(Map.of(SERVICE_NAME_TAG, of.name()))))
                .orElse(withCluster);
    }
}
