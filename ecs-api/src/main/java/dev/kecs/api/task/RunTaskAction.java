package dev.kecs.api.task;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.command.Tasks;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.task.TaskFactory;
import dev.kecs.ecs.task.TaskSpec;
import dev.kecs.ecs.taskdefinition.PublicIp;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// Starts tasks of their own.
record RunTaskAction(References references, Tasks tasks, TaskRendering rendering)
        implements Action<RunTaskRequest, RunTaskResponse> {
    private static final int MOST = 10;

    @Override
    public RunTaskResponse answer(RunTaskRequest request, Caller caller) {
        int count = Optional.ofNullable(request.count()).orElse(1);
        if (count < 1 || count > MOST) {
            throw Refusal.invalid("count must be between 1 and " + MOST + ", and was " + count + ".");
        }
        if (request.clientToken() != null) {
            throw Refusal.unsupported("clientToken of RunTask is not supported by KECS yet; leave it out.");
        }
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        TaskDefinition revision = references.taskDefinition(request.taskDefinition(), caller);
        TaskOverride overrides = Optional.ofNullable(request.overrides())
                .orElseGet(() -> TaskOverride.builder().build());
        checkOverrides(overrides, revision);
        Optional<NetworkConfiguration> network = Optional.ofNullable(request.networkConfiguration());
        if (revision.body().networkMode() == NetworkMode.AWSVPC && network.isEmpty()) {
            throw Refusal.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        TaskSpec spec = new TaskSpec(
                revision.arn(),
                new TaskSpec.Origin(
                        Optional.ofNullable(request.group())
                                .orElse("family:" + revision.arn().family()),
                        Optional.ofNullable(request.startedBy()),
                        Optional.empty()),
                software.amazon.awssdk.services.ecs.model.Task.builder()
                        .launchType(request.launchType() == null ? LaunchType.EC2 : request.launchType())
                        .platformVersion(request.platformVersion())
                        .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
                        .cpu(revision.body().cpu())
                        .memory(revision.body().memory())
                        .overrides(overrides)
                        .build(),
                network,
                PublicIp.isWanted(network, revision.tags()));
        TaskFactory.Tagging tagging = new TaskFactory.Tagging(
                WireTags.read(request.tags()),
                Optional.ofNullable(request.propagateTags()),
                Boolean.TRUE.equals(request.enableECSManagedTags()));
        return RunTaskResponse.builder()
                .tasks(tasks.run(cluster, revision, spec, tagging, count).stream()
                        .map(task -> rendering.render(task, true))
                        .toList())
                .failures(List.of())
                .build();
    }

    private static void checkOverrides(TaskOverride overrides, TaskDefinition revision) {
        for (ContainerOverride override : overrides.containerOverrides()) {
            boolean known = revision.body().containerDefinitions().stream()
                    .anyMatch(container -> container.name().equals(override.name()));
            if (!known) {
                throw Refusal.invalid("Override for container named " + override.name()
                        + " is not a container in the TaskDefinition.");
            }
        }
    }
}
