package dev.kecs.api.task;

import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskHealth;
import dev.kecs.ecs.task.TaskState;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;

/// A task as ECS shows it.
record TaskRendering(Stores stores) {
    private static final String ARCHITECTURE = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";

    software.amazon.awssdk.services.ecs.model.Task render(Task task, boolean withTags) {
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
                .containers(task.observed().containers().stream()
                        .map(container -> render(task, container))
                        .toList())
                .tags(withTags ? WireTags.write(task.tags()) : List.of());
        stores.taskDefinitions()
                .find(task.spec().taskDefinition())
                .ifPresent(revision ->
                        shown.healthStatus(TaskHealth.of(task, revision.body()).name()));
        if (task.goal() instanceof TaskGoal.Stop stop) {
            shown.stopCode(stop.code()).stoppedReason(stop.reason()).stoppingAt(stop.since());
        }
        times(task.observed().state(), shown);
        return shown.build();
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

    private static Container render(Task task, ContainerStatus container) {
        var shown = Container.builder()
                .containerArn(task.arn().toString().replace(":task/", ":container/") + "/" + container.id())
                .taskArn(task.arn().toString())
                .name(container.name())
                .image(container.image())
                .healthStatus(container.last().health().name())
                .networkBindings(task.observed().bindings().stream()
                        .filter(binding -> binding.container().equals(container.name()))
                        .map(binding -> NetworkBinding.builder()
                                .bindIP(binding.address())
                                .containerPort(binding.containerPort())
                                .hostPort(binding.port())
                                .protocol(binding.protocol())
                                .build())
                        .toList())
                .networkInterfaces(TaskInterface.of(task).flatMap(TaskInterface::ofContainer).stream()
                        .toList());
        return switch (container.last().state()) {
            case State.Waiting waiting -> shown.lastStatus("PENDING").build();
            case State.Running running ->
                shown.lastStatus("RUNNING").runtimeId(running.runtimeId()).build();
            case State.Exited exited ->
                shown.lastStatus("STOPPED")
                        .exitCode(exited.exitCode().orElse(null))
                        .reason(exited.reason().orElse(null))
                        .build();
        };
    }
}
