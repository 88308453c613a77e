package dev.kecs.acceptance.product;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/// What tests do with services again and again, all in one cluster.
public record Services(EcsClient ecs, String cluster) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// The name of the only container of every task definition registered here.
    public static final String CONTAINER = "main";
    /// Where the tasks of [#registerEcho()] listen.
    public static final int ECHO_PORT = 7007;

    public static Services in(EcsClient ecs, String cluster) {
        ecs.createCluster(request -> request.clusterName(cluster));
        return new Services(ecs, cluster);
    }

    /// Registers a task definition of one container.
    ///
    /// @param ports its container ports, TCP
    public void register(String family, String image, List<Integer> ports, KeyValuePair... environment) {
        register(family, ContainerDefinition.builder().image(image).environment(environment), ports);
    }

    /// Registers a task definition of this container.
    ///
    /// @param ports its container ports, TCP
    public void register(String family, ContainerDefinition.Builder container, List<Integer> ports) {
        ecs.registerTaskDefinition(request -> request.family(family)
                .networkMode(NetworkMode.AWSVPC)
                .containerDefinitions(container
                        .name(CONTAINER)
                        .memory(128)
                        .essential(true)
                        .stopTimeout(2)
                        .portMappings(ports.stream()
                                .map(port -> PortMapping.builder()
                                        .containerPort(port)
                                        .build())
                                .toList())
                        .build()));
    }

    /// Registers the task definition `echo`, whose container sends back what it gets.
    public void registerEcho() {
        register(
                "echo",
                "kecs/echo",
                List.of(ECHO_PORT),
                KeyValuePair.builder().name("PORT").value("0").build(),
                KeyValuePair.builder().name("ECHO_PORT").value("" + ECHO_PORT).build());
    }

    public static NetworkConfiguration publicIp(AssignPublicIp wish) {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(network -> network.subnets("subnet-1").assignPublicIp(wish))
                .build();
    }

    public void create(String name, String family, int desired) {
        ecs.createService(request -> request.cluster(cluster)
                .serviceName(name)
                .taskDefinition(family)
                .desiredCount(desired)
                .networkConfiguration(publicIp(AssignPublicIp.ENABLED)));
    }

    /// Runs one task without a service.
    ///
    /// @return its id
    public String run(String family, Map<String, String> tags) {
        return id(ecs.runTask(request -> request.cluster(cluster)
                        .taskDefinition(family)
                        .networkConfiguration(publicIp(AssignPublicIp.ENABLED))
                        .tags(tags.entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList()))
                .tasks()
                .getFirst()
                .taskArn());
    }

    /// Runs a task in whose containers ExecuteCommand may run commands, and waits until it is RUNNING.
    ///
    /// @return its id
    public String runForCommands(String family) {
        String task = id(ecs.runTask(request -> request.cluster(cluster)
                        .taskDefinition(family)
                        .enableExecuteCommand(true)
                        .networkConfiguration(publicIp(AssignPublicIp.ENABLED)))
                .tasks()
                .getFirst()
                .taskArn());
        awaitRunning(task);
        return task;
    }

    public void stop(String task) {
        ecs.stopTask(request -> request.cluster(cluster).task(task));
    }

    public Task task(String id) {
        return ecs.describeTasks(request -> request.cluster(cluster).tasks(id))
                .tasks()
                .getFirst();
    }

    /// Waits until a task is RUNNING.
    public void awaitRunning(String id) {
        Awaitility.await().atMost(PATIENCE).until(() -> "RUNNING".equals(task(id).lastStatus()));
    }

    public void scale(String name, int desired) {
        ecs.updateService(request -> request.cluster(cluster).service(name).desiredCount(desired));
    }

    public Service describe(String name) {
        return ecs.describeServices(request -> request.cluster(cluster).services(name))
                .services()
                .getFirst();
    }

    /// The ids of the tasks that are to run and belong to the service.
    public List<String> tasks(String service) {
        return ecs
                .listTasks(
                        request -> request.cluster(cluster).serviceName(service).desiredStatus(DesiredStatus.RUNNING))
                .taskArns()
                .stream()
                .map(Services::id)
                .toList();
    }

    /// Waits until exactly as many tasks run as are desired, in one deployment.
    public void awaitSteady(String name) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            Service found = describe(name);
            return found.runningCount().equals(found.desiredCount())
                    && found.pendingCount() == 0
                    && found.deployments().size() == 1;
        });
    }

    /// The last part of an ARN.
    public static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
