package dev.kecs.scheduler.service;

import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskFactory;
import dev.kecs.ecs.task.TaskSpec;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.PropagateTags;

/// Makes a deployment's tasks on its terms. Used by the scheduler's thread.
record ServiceTasks(TaskFactory factory) {
    /// Puts `count` new tasks into the store.
    List<Task> begin(Stores stores, Service service, Deployment deployment, int count) {
        Optional<TaskDefinition> revision =
                stores.taskDefinitions().find(deployment.terms().taskDefinition());
        if (revision.isEmpty()) {
            return List.of();
        }
        List<Task> begun = IntStream.range(0, count)
                .mapToObj(each -> create(service, deployment, revision.get()))
                .toList();
        begun.forEach(stores.tasks()::put);
        return begun;
    }

    private Task create(Service service, Deployment deployment, TaskDefinition revision) {
        var declared = deployment.terms().declared();
        TaskSpec spec = new TaskSpec(
                deployment.terms().taskDefinition(),
                new TaskSpec.Origin(
                        "service:" + service.arn().name(), Optional.of(deployment.id()), Optional.of(service.arn())),
                software.amazon.awssdk.services.ecs.model.Task.builder()
                        .launchType(declared.launchType())
                        .platformVersion(declared.platformVersion())
                        .platformFamily(declared.platformFamily())
                        .enableExecuteCommand(declared.enableExecuteCommand())
                        .cpu(revision.body().cpu())
                        .memory(revision.body().memory())
                        .build(),
                Optional.ofNullable(declared.networkConfiguration()),
                deployment.terms().publicIp());
        PropagateTags propagate = service.spec().declared().propagateTags();
        Tags own = propagate == PropagateTags.SERVICE ? service.tags() : Tags.NONE;
        boolean managed = Boolean.TRUE.equals(service.spec().declared().enableECSManagedTags());
        return factory.create(
                service.arn().cluster(),
                revision,
                spec,
                new TaskFactory.Tagging(own, Optional.ofNullable(propagate), managed));
    }
}
