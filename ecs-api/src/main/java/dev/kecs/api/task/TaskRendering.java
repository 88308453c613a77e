package dev.kecs.api.task;

import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskHealth;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// A task as ECS shows it.
record TaskRendering(Stores stores) {
    private static final String ARCHITECTURE = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";

    software.amazon.awssdk.services.ecs.model.Task render(Task task, boolean withTags) {
        Optional<TaskDefinition> definition =
                stores.taskDefinitions().find(task.spec().taskDefinition());
        List<ContainerRendering> containers = ContainerRendering.of(task, definition);
        var shown = task.spec().declared().toBuilder()
                .taskArn(task.arn().toString())
                .clusterArn(task.arn().cluster().toString())
                .taskDefinitionArn(task.spec().taskDefinition().toString())
                .group(task.spec().origin().group())
                .startedBy(task.spec().origin().startedBy().orElse(null))
                .lastStatus(task.observed().state().lastStatus())
                .desiredStatus(task.goal() instanceof TaskGoal.Stop ? "STOPPED" : "RUNNING")
                .connectivity(Connectivity.CONNECTED)
                .connectivityAt(task.createdAt())
                .createdAt(task.createdAt())
                .version(task.version())
                .availabilityZone(task.arn().scope().region() + "a")
                .attributes(Attribute.builder()
                        .name("ecs.cpu-architecture")
                        .value(ARCHITECTURE)
                        .build())
                .attachments(TaskInterface.of(task).map(TaskInterface::attachment).stream()
                        .toList())
                .containers(containers.stream().map(ContainerRendering::render).toList())
                .overrides(overrides(task))
                .tags(withTags ? WireTags.write(task.tags()) : List.of());
        definition.ifPresent(revision ->
                shown.healthStatus(TaskHealth.of(task, revision.body()).name()));
        if (task.goal() instanceof TaskGoal.Stop stop) {
            shown.stopCode(stop.code()).stoppedReason(stop.reason()).stoppingAt(stop.since());
        }
        times(task.observed().state(), shown);
        return shown.build();
    }

    /// ECS names every container there, overridden or not.
    private static TaskOverride overrides(Task task) {
        TaskOverride given = Optional.ofNullable(task.spec().declared().overrides())
                .orElseGet(() -> TaskOverride.builder().build());
        List<ContainerOverride> all = new ArrayList<>(given.containerOverrides());
        task.observed().containers().stream()
                .map(ContainerStatus::name)
                .filter(name -> given.containerOverrides().stream().noneMatch(each -> name.equals(each.name())))
                .forEach(name -> all.add(ContainerOverride.builder().name(name).build()));
        return given.toBuilder().containerOverrides(all).build();
    }

    private static void times(TaskState state, software.amazon.awssdk.services.ecs.model.Task.Builder shown) {
        switch (state) {
            case TaskState.Running running -> shown.startedAt(running.startedAt());
            case TaskState.Deactivating leaving ->
                shown.startedAt(leaving.startedAt().orElse(null));
            case TaskState.Stopping stopping ->
                shown.startedAt(stopping.startedAt().orElse(null));
            case TaskState.Deprovisioning ending ->
                shown.startedAt(ending.startedAt().orElse(null)).executionStoppedAt(ending.executionStoppedAt());
            case TaskState.Stopped stopped ->
                shown.startedAt(stopped.startedAt().orElse(null))
                        .executionStoppedAt(stopped.executionStoppedAt().orElse(null))
                        .stoppedAt(stopped.stoppedAt());
            case TaskState.Provisioning provisioning -> {}
            case TaskState.Pending pending -> {}
            case TaskState.Activating activating -> {}
        }
    }
}
