package dev.kecs.testkit.sample;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterSpec;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceEvent;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskSpec;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// Small valid records around cluster `production` in `eu-west-1`.
public final class Samples {
    public static final Scope SCOPE = new Scope("eu-west-1", "000000000000");
    public static final ClusterArn PRODUCTION = new ClusterArn(SCOPE, "production");
    public static final TaskDefinitionArn WEBAPP_1 = new TaskDefinitionArn(SCOPE, "webapp", 1);
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Samples() {}

    public static Cluster cluster(String name) {
        return new Cluster(
                new ClusterArn(SCOPE, name),
                new ClusterSpec(List.of(), Optional.empty(), List.of(), List.of(), Optional.empty()),
                ClusterStatus.ACTIVE,
                "",
                Tags.NONE,
                START,
                OptionalInt.empty());
    }

    /// One essential container `web` of image `kecs/echo` with container port 80, network mode awsvpc.
    public static TaskDefinition taskDefinition(TaskDefinitionArn arn) {
        ContainerDefinition web = ContainerDefinition.builder()
                .name("web")
                .image("kecs/echo")
                .essential(true)
                .portMappings(PortMapping.builder()
                        .containerPort(80)
                        .protocol(TransportProtocol.TCP)
                        .build())
                .build();
        return TaskDefinition.registered(
                arn,
                software.amazon.awssdk.services.ecs.model.TaskDefinition.builder()
                        .family(arn.family())
                        .networkMode(NetworkMode.AWSVPC)
                        .containerDefinitions(web)
                        .build(),
                Tags.NONE,
                START);
    }

    /// Desired count 1, public, with a PRIMARY deployment in progress.
    public static Service service(ServiceArn arn) {
        software.amazon.awssdk.services.ecs.model.Service declared =
                software.amazon.awssdk.services.ecs.model.Service.builder()
                        .launchType(LaunchType.FARGATE)
                        .schedulingStrategy(SchedulingStrategy.REPLICA)
                        .build();
        Deployment primary = new Deployment(
                "ecs-svc/1234567890123456789",
                new Deployment.Terms(WEBAPP_1, declared, true),
                new Deployment.Rollout.InProgress("ECS deployment ecs-svc/1234567890123456789 in progress."),
                0,
                START,
                START);
        ServiceEvent event =
                new ServiceEvent("0b0a7b0e-6f2c-4d7c-9a6e-0d9b6a1f5c11", START, "(service webapp) was created.");
        return new Service(
                arn,
                new ServiceSpec(WEBAPP_1, 1, declared, true, Optional.of("token")),
                ServiceStatus.ACTIVE,
                new Service.Progress(List.of(primary), List.of(event), Optional.empty(), List.of()),
                new Tags(Map.of("owner", "web team")),
                START);
    }

    /// The `number`th task of cluster `production`, PROVISIONING, of no service.
    public static Task task(int number) {
        return task(number, Optional.empty());
    }

    public static Task task(int number, Optional<ServiceArn> service) {
        ClusterArn cluster = service.map(ServiceArn::cluster).orElse(PRODUCTION);
        return new Task(
                cluster.task(taskId(number)),
                new TaskSpec(
                        WEBAPP_1,
                        new TaskSpec.Origin(
                                service.map(of -> "service:" + of.name()).orElse("family:webapp"),
                                Optional.empty(),
                                service),
                        software.amazon.awssdk.services.ecs.model.Task.builder()
                                .launchType(LaunchType.FARGATE)
                                .build(),
                        Optional.empty(),
                        true),
                START.plusSeconds(number),
                new TaskGoal.Run(),
                new Task.Observed(
                        new TaskState.Provisioning(),
                        List.of(new ContainerStatus(
                                "2f1f9f8e-1c52-4c9e-8b44-6a4c1f1d0001",
                                "web",
                                "kecs/echo",
                                true,
                                ContainerObservation.waiting("web"))),
                        List.of()),
                Tags.NONE,
                1);
    }

    public static String taskId(int number) {
        return "%032x".formatted(number);
    }
}
