package dev.kecs.api.task;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Fingerprint;
import dev.kecs.api.action.Launching;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.api.action.WireTags;
import dev.kecs.awsjson.AwsJson;
import dev.kecs.ecs.command.Tasks;
import dev.kecs.ecs.command.Tokens;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.task.TaskFactory;
import dev.kecs.ecs.task.TaskSpec;
import dev.kecs.ecs.taskdefinition.PublicIp;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// Starts tasks of their own.
record RunTaskAction(References references, Tasks tasks, Tokens tokens, TaskRendering rendering)
        implements Action<RunTaskRequest, RunTaskResponse> {
    /// Source: the ECS API reference, `RunTask`, `overrides`.
    private static final int LONGEST_OVERRIDES = 8192;

    private static final AwsJson JSON = new AwsJson();

    @Override
    public RunTaskResponse answer(RunTaskRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        Supplier<List<String>> make = () -> start(request, cluster, caller);
        boolean repeatable =
                request.clientToken() != null && !request.clientToken().isEmpty();
        List<String> made = repeatable
                ? tokens.once(
                        new Tokens.Repeatable("RunTask", cluster, request.clientToken(), Fingerprint.of(request)), make)
                : make.get();
        List<software.amazon.awssdk.services.ecs.model.Task> shown = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : made) {
            references
                    .task(arn, cluster)
                    .flatMap(tasks.stores().tasks()::find)
                    .ifPresentOrElse(task -> shown.add(rendering.render(task, true)), () -> failures.add(gone(arn)));
        }
        return RunTaskResponse.builder().tasks(shown).failures(failures).build();
    }

    /// A repeated request may come after a task that the first one made has been forgotten.
    private static Failure gone(String arn) {
        return Failure.builder().arn(arn).reason("MISSING").build();
    }

    private List<String> start(RunTaskRequest request, ClusterArn cluster, Caller caller) {
        TaskDefinition revision = references.activeTaskDefinition(request.taskDefinition(), caller);
        TaskSpec spec = spec(request, revision);
        TaskFactory.Tagging tagging = new TaskFactory.Tagging(
                WireTags.read(request.tags()),
                Optional.ofNullable(request.propagateTags()),
                Boolean.TRUE.equals(request.enableECSManagedTags()));
        int count = Optional.ofNullable(request.count()).orElse(1);
        return tasks.run(cluster, revision, spec, tagging, count).stream()
                .map(task -> task.arn().toString())
                .toList();
    }

    private static TaskSpec spec(RunTaskRequest request, TaskDefinition revision) {
        if (request.propagateTags() == PropagateTags.SERVICE) {
            throw Refusal.invalid("propagateTags: SERVICE is for services; RunTask takes TASK_DEFINITION or NONE.");
        }
        TaskOverride overrides = Optional.ofNullable(request.overrides())
                .orElseGet(() -> TaskOverride.builder().build());
        checkOverrides(overrides, revision);
        Optional<NetworkConfiguration> network = Optional.ofNullable(request.networkConfiguration());
        boolean chosen = !request.capacityProviderStrategy().isEmpty();
        Launching.check(request.launchType(), chosen, revision);
        Launching.checkNetwork(network.isPresent(), revision);
        LaunchType launch = request.launchType() == null && !chosen ? LaunchType.EC2 : request.launchType();
        Launching.checkPlatform(launch, request.platformVersion());
        boolean fargate = launch == LaunchType.FARGATE;
        String version = fargate && request.platformVersion() == null ? "LATEST" : request.platformVersion();
        return new TaskSpec(
                revision.arn(),
                new TaskSpec.Origin(
                        Optional.ofNullable(request.group())
                                .orElse("family:" + revision.arn().family()),
                        Optional.ofNullable(request.startedBy()),
                        Optional.empty()),
                software.amazon.awssdk.services.ecs.model.Task.builder()
                        .launchType(launch)
                        .capacityProviderName(
                                chosen
                                        ? request.capacityProviderStrategy()
                                                .getFirst()
                                                .capacityProvider()
                                        : null)
                        .platformVersion(Launching.exact(version))
                        .platformFamily(fargate ? "Linux" : null)
                        .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
                        .cpu(Optional.ofNullable(overrides.cpu())
                                .orElse(revision.body().cpu()))
                        .memory(Optional.ofNullable(overrides.memory())
                                .orElse(revision.body().memory()))
                        .ephemeralStorage(
                                overrides.ephemeralStorage() == null
                                        ? revision.body().ephemeralStorage()
                                        : overrides.ephemeralStorage())
                        .overrides(overrides)
                        .build(),
                network,
                PublicIp.isWanted(network, revision.tags()));
    }

    private static void checkOverrides(TaskOverride overrides, TaskDefinition revision) {
        int length = JSON.write(overrides).length();
        if (length > LONGEST_OVERRIDES) {
            throw Refusal.invalid("overrides must have at most " + LONGEST_OVERRIDES + " characters as JSON, and has "
                    + length + ".");
        }
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
