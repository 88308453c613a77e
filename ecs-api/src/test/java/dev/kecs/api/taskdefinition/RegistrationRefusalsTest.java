package dev.kecs.api.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// What RegisterTaskDefinition refuses: each time with the member's path, and before anything changes.
// The SDK takes its builders as varargs of a generic type.
@SuppressWarnings("unchecked")
class RegistrationRefusalsTest {
    private final BootedApi api = new BootedApi();

    @AfterEach
    void close() {
        api.close();
    }

    static Stream<Arguments> ofTheTask() {
        return Stream.of(
                refusal("family: a value is required", r -> r.family(null)),
                refusal("family: Family contains invalid characters", r -> r.family("not a family")),
                refusal("family: Family contains invalid characters", r -> r.family("f".repeat(256))),
                refusal("containerDefinitions: Container list cannot be empty", r -> r.containerDefinitions(List.of())),
                refusal(
                        "containerDefinitions must have 0 to 10 items, and has 11",
                        r -> r.containerDefinitions(Collections.nCopies(11, web(c -> {})))),
                refusal("networkMode: 'tunnel' is not one of", r -> r.networkMode("tunnel")),
                refusal(
                        "requiresCompatibilities[0]: 'MOON' is not one of",
                        r -> r.requiresCompatibilitiesWithStrings("MOON")),
                refusal("cpu: Invalid 'cpu' setting for task: 'much'", r -> r.cpu("much")),
                refusal("cpu: Invalid 'cpu' setting for task: '99999999999'", r -> r.cpu("99999999999")),
                refusal("cpu: Invalid 'cpu' setting for task: 64 is not between 128", r -> r.cpu("64")),
                refusal("memory: Invalid 'memory' setting for task: ''", r -> r.memory("")),
                refusal(
                        "cpu: Invalid 'cpu' setting for task: its containers reserve 300 CPU units, and it has 256",
                        r -> containers(r, c -> c.cpu(300))),
                refusal(
                        "memory: Invalid 'memory' setting for task: its containers reserve 600 MiB, and it has 512",
                        r -> r.containerDefinitions(
                                web(c -> c.memoryReservation(300)),
                                web(c -> c.name("b").portMappings(List.of()).memoryReservation(300)))),
                refusal("volumes[0].name", r -> r.volumes(v -> v.name("a b"))),
                refusal("volumes[1].name: 'a' is there twice", r -> r.volumes(v -> v.name("a"), v -> v.name("a"))),
                refusal(
                        "proxyConfiguration.containerName: There is no container 'envoy'",
                        r -> r.proxyConfiguration(x -> x.containerName("envoy"))),
                refusal(
                        "ephemeralStorage.sizeInGiB must be between 21 and 200, and was 20",
                        r -> r.ephemeralStorage(x -> x.sizeInGiB(20))),
                refusal("tags[0].key: Invalid tag key 'aws:x'", r -> r.tags(t -> t.key("aws:x"))));
    }

    static Stream<Arguments> forFargate() {
        return Stream.of(
                refusal("networkMode: Fargate only supports network mode", r -> r.networkMode("bridge")),
                refusal("networkMode: Fargate only supports network mode", r -> r.networkMode((String) null)),
                refusal("cpu: Fargate requires that 'cpu' be defined at the task level", r -> r.cpu(null)),
                refusal(
                        "memory: Fargate requires that 'memory' be defined at the task level",
                        r -> containers(r.memory(null), c -> c.memory(512))),
                refusal(
                        "cpu: No Fargate configuration exists for given values: 256 CPU, 1536 memory",
                        r -> r.memory("1.5 GB")),
                refusal(
                        "cpu: No Fargate configuration exists for given values: 300 CPU, 512 memory",
                        r -> r.cpu("300")),
                refusal(
                        "cpu: No Fargate configuration exists for given values: 16384 CPU, 33792 memory",
                        r -> r.cpu("16 vCPU").memory("33 GB")),
                refusal(
                        "containerDefinitions[0].stopTimeout: On Fargate it must be between 2 and 120",
                        r -> containers(r, c -> c.stopTimeout(121))),
                refusal(
                        "containerDefinitions[0].startTimeout: On Fargate it must be between 2 and 120",
                        r -> containers(r, c -> c.startTimeout(1))),
                refusal("containerDefinitions[0].privileged", r -> containers(r, c -> c.privileged(true))));
    }

    static Stream<Arguments> ofContainers() {
        String first = "containerDefinitions[0]";
        return Stream.of(
                refusal(
                        "containerDefinitions[1].name: 'web' is there twice",
                        r -> r.containerDefinitions(web(c -> {}), web(c -> {}))),
                refusal("at least one container must be essential", r -> containers(r, c -> c.essential(false))),
                refusal(first + ".name: 'a b' contains invalid characters", r -> containers(r, c -> c.name("a b"))),
                refusal(first + ": Container.name and Container.image", r -> containers(r, c -> c.image(" "))),
                refusal(
                        first + ".memory: Invalid setting for container 'web'. At least one of 'memory'",
                        r -> r.memory(null)),
                refusal(
                        first + ".memoryReservation: Invalid setting for container 'web'",
                        r -> containers(r, c -> c.memory(100).memoryReservation(200))),
                refusal(
                        first + ".memory: Invalid setting for container 'web'. Its 'memory' is 513 MiB",
                        r -> containers(r, c -> c.memory(513).memoryReservation(100))),
                refusal(first + ".memory must be between 4 and", r -> containers(r, c -> c.memory(3))),
                refusal(first + ".cpu must be between 0 and", r -> containers(r, c -> c.cpu(-1))),
                refusal(
                        first + ".environment[0].name: A variable must have a name",
                        r -> containers(r, c -> c.environment(e -> e.value("x")))),
                refusal(
                        first + ".secrets[0].name: The secret name must be unique",
                        r -> containers(
                                r,
                                c -> c.environment(e -> e.name("A").value("x"))
                                        .secrets(x -> x.name("A").valueFrom("arn")))),
                refusal(
                        first + ".secrets[0].valueFrom: a value is required",
                        r -> containers(r, c -> c.secrets(x -> x.name("A")))),
                refusal(
                        first + ".ulimits[0]: The soft limit, 2, is above the hard limit, 1",
                        r -> containers(
                                r,
                                c -> c.ulimits(
                                        u -> u.name("nofile").softLimit(2).hardLimit(1)))),
                refusal(
                        first + ".healthCheck.command: It begins with CMD or CMD-SHELL",
                        r -> containers(r, c -> c.healthCheck(h -> h.command("true")))),
                refusal(
                        first + ".healthCheck.interval must be between 5 and 300, and was 1",
                        r -> containers(
                                r,
                                c -> c.healthCheck(h -> h.command("CMD", "true").interval(1)))),
                refusal(
                        first + ".mountPoints[0].sourceVolume: Unknown volume 'data'",
                        r -> containers(
                                r,
                                c -> c.mountPoints(m -> m.sourceVolume("data").containerPath("/data")))),
                refusal(
                        first + ".mountPoints[0].containerPath",
                        r -> containers(
                                r.volumes(v -> v.name("data")), c -> c.mountPoints(m -> m.sourceVolume("data")))),
                refusal(
                        first + ".volumesFrom[0].sourceContainer: There is no container 'none'",
                        r -> containers(r, c -> c.volumesFrom(v -> v.sourceContainer("none")))));
    }

    static Stream<Arguments> ofPorts() {
        String port = "containerDefinitions[0].portMappings[0]";
        return Stream.of(
                refusal(
                        port + ".containerPort must be between 1 and 65535, and was 70000",
                        r -> containers(r, c -> c.portMappings(p -> p.containerPort(70_000)))),
                refusal(
                        port + ".containerPort: A port mapping must have a container port",
                        r -> containers(r, c -> c.portMappings(p -> p.hostPort(80)))),
                refusal(
                        port + ".containerPortRange: Ranges of ports are not supported by KECS",
                        r -> containers(r, c -> c.portMappings(p -> p.containerPortRange("80-90")))),
                refusal(
                        port + ".hostPort: When networkMode=awsvpc, the host ports and container ports in port mappings"
                                + " must match",
                        r -> containers(
                                r, c -> c.portMappings(p -> p.containerPort(80).hostPort(81)))),
                refusal(
                        "containerDefinitions[1].portMappings[0]: Port 80/tcp is mapped twice",
                        r -> r.containerDefinitions(web(c -> {}), web(c -> c.name("b")))),
                refusal(
                        "containerDefinitions[1].portMappings[0]: Port 8080/tcp is mapped twice",
                        r -> r.networkMode("bridge")
                                .containerDefinitions(
                                        web(c -> c.portMappings(
                                                p -> p.containerPort(80).hostPort(8080))),
                                        web(c -> c.name("b")
                                                .portMappings(
                                                        p -> p.containerPort(80).hostPort(8080))))),
                refusal(
                        port + ".name: '-web' must have",
                        r -> containers(
                                r, c -> c.portMappings(p -> p.containerPort(80).name("-web")))),
                refusal(
                        "containerDefinitions[0].portMappings[1].name: 'web' names two ports",
                        r -> containers(
                                r,
                                c -> c.portMappings(
                                        p -> p.containerPort(80).name("web"),
                                        p -> p.containerPort(81).name("web")))),
                refusal(
                        port + ".protocol: 'icmp' is not one of [tcp, udp]",
                        r -> containers(
                                r, c -> c.portMappings(p -> p.containerPort(80).protocol("icmp")))),
                refusal(
                        "containerDefinitions[0].links: Links are not supported when networkMode=awsvpc",
                        r -> containers(r, c -> c.links("web"))),
                refusal(
                        "containerDefinitions[0].links[0]: There is no container 'db'",
                        r -> containers(r.networkMode("bridge"), c -> c.links("db:database"))),
                refusal("containerDefinitions[0].hostname", r -> containers(r, c -> c.hostname("web"))));
    }

    static Stream<Arguments> ofDependencies() {
        String dependency = "containerDefinitions[0].dependsOn[0]";
        return Stream.of(
                refusal(
                        dependency + ".containerName: Container 'web' depends on 'none', which is not in",
                        r -> containers(
                                r, c -> c.dependsOn(d -> d.containerName("none").condition("START")))),
                refusal(
                        "containerDefinitions[0].dependsOn: Container 'web' depends on itself",
                        r -> containers(
                                r, c -> c.dependsOn(d -> d.containerName("web").condition("START")))),
                refusal(
                        "containerDefinitions[1].dependsOn: Container 'a' depends on itself",
                        r -> r.containerDefinitions(web(c -> {}), after("a", "b"), after("b", "c"), after("c", "a"))),
                refusal(
                        dependency + ".condition: Container 'web' depends on 'b' to be HEALTHY",
                        r -> r.containerDefinitions(
                                web(c -> c.dependsOn(d -> d.containerName("b").condition("HEALTHY"))), after("b"))),
                refusal(
                        dependency + ".condition: Container 'web' waits for the end of 'b'",
                        r -> r.containerDefinitions(
                                web(c -> c.dependsOn(d -> d.containerName("b").condition("COMPLETE"))), after("b"))),
                refusal(
                        dependency + ".condition: 'SOON' is not one of",
                        r -> containers(
                                r, c -> c.dependsOn(d -> d.containerName("web").condition("SOON")))),
                refusal(
                        dependency + ".condition: a value is required",
                        r -> containers(r, c -> c.dependsOn(d -> d.containerName("web")))));
    }

    private static Arguments refusal(String message, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        return Arguments.argumentSet(message, message, change);
    }

    private static ContainerDefinition web(Consumer<ContainerDefinition.Builder> change) {
        return BootedApi.definition("webapp").containerDefinitions().getFirst().copy(change);
    }

    private static ContainerDefinition after(String name, String... others) {
        return web(c -> c.name(name)
                .portMappings(List.of())
                .dependsOn(Stream.of(others)
                        .map(other -> software.amazon.awssdk.services.ecs.model.ContainerDependency.builder()
                                .containerName(other)
                                .condition("START")
                                .build())
                        .toList()));
    }

    private static void containers(
            RegisterTaskDefinitionRequest.Builder request, Consumer<ContainerDefinition.Builder> change) {
        request.containerDefinitions(web(change));
    }

    @ParameterizedTest
    @MethodSource({"ofTheTask", "ofContainers", "ofPorts", "ofDependencies"})
    void isRefusedBeforeAnythingChanges(String message, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        assertRefused(message, BootedApi.definition("webapp").toBuilder(), change);
    }

    @ParameterizedTest
    @MethodSource("forFargate")
    void isRefusedWhereFargateIsRequired(String message, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        assertRefused(
                message,
                BootedApi.definition("webapp").toBuilder().requiresCompatibilities(Compatibility.FARGATE),
                change);
    }

    private void assertRefused(
            String message,
            RegisterTaskDefinitionRequest.Builder request,
            Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        change.accept(request);
        assertThatThrownBy(() -> api.ecs().registerTaskDefinition(request.build()))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining(message)
                .satisfies(refused ->
                        assertThat(((EcsException) refused).statusCode()).isEqualTo(400));
        assertThat(api.stores().taskDefinitions().all()).isEmpty();
    }
}
