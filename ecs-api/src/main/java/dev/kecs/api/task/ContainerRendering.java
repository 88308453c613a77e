package dev.kecs.api.task;

import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.ManagedAgent;
import software.amazon.awssdk.services.ecs.model.ManagedAgentName;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// One container of a task as ECS shows it.
///
/// @param definition empty when the task's revision is gone
record ContainerRendering(Task task, ContainerStatus container, Optional<ContainerDefinition> definition) {
    static List<ContainerRendering> of(Task task, Optional<TaskDefinition> revision) {
        return task.observed().containers().stream()
                .map(container -> new ContainerRendering(
                        task,
                        container,
                        revision.stream()
                                .flatMap(found -> found.body().containerDefinitions().stream())
                                .filter(each -> container.name().equals(each.name()))
                                .findFirst()))
                .toList();
    }

    static String arn(Task task, ContainerStatus container) {
        return task.arn().toString().replace(":task/", ":container/") + "/" + container.id();
    }

    Container render() {
        Container.Builder shown = Container.builder()
                .containerArn(arn(task, container))
                .taskArn(task.arn().toString())
                .name(container.name())
                .image(container.image())
                .healthStatus(container.last().health().name())
                .networkBindings(bindings())
                .networkInterfaces(TaskInterface.of(task).flatMap(TaskInterface::ofContainer).stream()
                        .toList());
        definition.ifPresent(found -> sizes(found, shown));
        if (Boolean.TRUE.equals(task.spec().declared().enableExecuteCommand())) {
            shown.managedAgents(agent());
        }
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

    /// What tools look at before they call ExecuteCommand. Nothing is started in the container: the agent is as far as
    /// the container is.
    private ManagedAgent agent() {
        ManagedAgent.Builder agent = ManagedAgent.builder().name(ManagedAgentName.EXECUTE_COMMAND_AGENT);
        return switch (container.last().state()) {
            case State.Waiting waiting -> agent.lastStatus("PENDING").build();
            case State.Running running ->
                agent.lastStatus("RUNNING").lastStartedAt(running.startedAt()).build();
            case State.Exited exited -> agent.lastStatus("STOPPED").build();
        };
    }

    /// Shown in network mode awsvpc too, because the port on this host may differ from the container's.
    private List<NetworkBinding> bindings() {
        return task.observed().bindings().stream()
                .filter(binding -> binding.container().equals(container.name()))
                .map(binding -> NetworkBinding.builder()
                        .bindIP(binding.address())
                        .containerPort(binding.containerPort())
                        .hostPort(binding.port())
                        .protocol(binding.protocol())
                        .build())
                .toList();
    }

    /// What the definition asks for, or the task's override of it; `cpu` is shown as 0 where nothing is asked.
    private void sizes(ContainerDefinition found, Container.Builder shown) {
        Optional<ContainerOverride> override =
                Optional.ofNullable(task.spec().declared().overrides()).map(TaskOverride::containerOverrides).stream()
                        .flatMap(List::stream)
                        .filter(each -> container.name().equals(each.name()))
                        .findFirst();
        String cpu = text(override.map(ContainerOverride::cpu), found.cpu());
        shown.cpu(cpu == null ? "0" : cpu)
                .memory(text(override.map(ContainerOverride::memory), found.memory()))
                .memoryReservation(text(override.map(ContainerOverride::memoryReservation), found.memoryReservation()));
    }

    private static @Nullable String text(Optional<Integer> override, @Nullable Integer defined) {
        return override.or(() -> Optional.ofNullable(defined))
                .map(size -> Integer.toString(size))
                .orElse(null);
    }
}
