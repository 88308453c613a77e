package dev.kecs.api.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

// The SDK takes its builders as varargs of a generic type.
@SuppressWarnings("unchecked")
class TaskDefinitionsTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aRegistrationIsCompletedAsEcsDoes() {
        TaskDefinition shown =
                ecs.registerTaskDefinition(BootedApi.definition("webapp")).taskDefinition();
        assertThat(shown.taskDefinitionArn()).isEqualTo(BootedApi.arn("task-definition/webapp:1"));
        assertThat(shown.status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
        assertThat(shown.compatibilities()).containsExactly(Compatibility.EC2, Compatibility.FARGATE);
        assertThat(shown.registeredAt()).isEqualTo(Samples.START);
        ContainerDefinition web = shown.containerDefinitions().getFirst();
        assertThat(web.essential()).isTrue();
        assertThat(web.cpu()).isZero();
        assertThat(web.portMappings()).singleElement().satisfies(port -> {
            assertThat(port.hostPort()).isEqualTo(80);
            assertThat(port.protocolAsString()).isEqualTo("tcp");
        });
    }

    @Test
    void revisionsNeverGoBack() {
        api.register("webapp");
        api.register("webapp");
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("webapp:2"));
        ecs.deleteTaskDefinitions(r -> r.taskDefinitions("webapp:2"));
        assertThat(api.register("webapp")).endsWith("webapp:3");
    }

    @Test
    void aFamilyMeansItsNewestActiveRevision() {
        api.register("webapp");
        api.register("webapp");
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("webapp:2"));
        assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition("webapp"))
                        .taskDefinition()
                        .revision())
                .isEqualTo(1);
        assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition(BootedApi.arn("task-definition/webapp:2")))
                        .taskDefinition()
                        .status())
                .isEqualTo(TaskDefinitionStatus.INACTIVE);
    }

    @Test
    void tagsAreShownOnlyWhenIncluded() {
        Tag team = Tag.builder().key("team").value("web").build();
        var registered = ecs.registerTaskDefinition(
                BootedApi.definition("webapp").toBuilder().tags(team).build());
        assertThat(registered.tags()).containsExactly(team);
        assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition("webapp")).tags())
                .isEmpty();
        assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition("webapp").include(TaskDefinitionField.TAGS))
                        .tags())
                .containsExactly(team);
    }

    @Test
    void nothingNewStartsFromAnInactiveRevision() {
        ecs.createCluster(r -> r.clusterName("production"));
        api.register("webapp");
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("webapp:1"));
        assertThatThrownBy(() -> ecs.runTask(r -> r.cluster("production")
                        .taskDefinition("webapp:1")
                        .networkConfiguration(BootedApi.network("ENABLED"))))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("TaskDefinition is inactive");
        assertThatThrownBy(() -> ecs.runTask(r -> r.cluster("production").taskDefinition("none")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("TaskDefinition not found.");
    }

    @Test
    void cpuAndMemoryMayBeWrittenWithUnits() {
        TaskDefinition shown = ecs.registerTaskDefinition(BootedApi.definition("webapp").toBuilder()
                        .cpu(".5 vCPU")
                        .memory("1 GB")
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .build())
                .taskDefinition();
        assertThat(shown.cpu()).isEqualTo("512");
        assertThat(shown.memory()).isEqualTo("1024");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("Container list cannot be empty", r -> r.containerDefinitions(List.of())),
                refusal("Family contains invalid characters", r -> r.family("not a family")),
                refusal("'web' is there twice", r -> r.containerDefinitions(web(c -> {}), web(c -> {}))),
                refusal("at least one container must be essential", r -> containers(r, c -> c.essential(false))),
                refusal("contains invalid characters", r -> containers(r, c -> c.name("a b"))),
                refusal("should not be null or empty", r -> containers(r, c -> c.image(" "))),
                refusal(
                        "containerPort must be between 1 and 65535, and was 70000",
                        r -> containers(r, c -> c.portMappings(p -> p.containerPort(70_000)))),
                refusal(
                        "must match",
                        r -> containers(
                                r, c -> c.portMappings(p -> p.containerPort(80).hostPort(81)))),
                refusal(
                        "No Fargate configuration exists for given values: 256 CPU, 100 memory",
                        r -> r.requiresCompatibilities(Compatibility.FARGATE).memory("100")),
                refusal(
                        "Fargate only supports network mode",
                        r -> r.requiresCompatibilities(Compatibility.FARGATE).networkMode("bridge")),
                refusal("At least one of 'memory' or 'memoryReservation'", r -> r.memory(null)),
                refusal(
                        "depends on 'none', which is not in the task definition",
                        r -> containers(
                                r, c -> c.dependsOn(d -> d.containerName("none").condition("START")))),
                refusal(
                        "'web' depends on itself",
                        r -> containers(
                                r, c -> c.dependsOn(d -> d.containerName("web").condition("START")))),
                refusal(
                        "interval must be between 5 and 300, and was 1",
                        r -> containers(
                                r,
                                c -> c.healthCheck(h -> h.command("CMD", "true").interval(1)))),
                refusal("begins with CMD or CMD-SHELL", r -> containers(r, c -> c.healthCheck(h -> h.command("true")))),
                refusal(
                        "containerDefinitions[0].dependsOn[0].condition: 'SOON' is not one of",
                        r -> containers(
                                r, c -> c.dependsOn(d -> d.containerName("web").condition("SOON")))));
    }

    private static Arguments refusal(String message, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        return Arguments.argumentSet(message, message, change);
    }

    private static ContainerDefinition web(Consumer<ContainerDefinition.Builder> change) {
        return BootedApi.definition("webapp").containerDefinitions().getFirst().copy(change);
    }

    private static void containers(
            RegisterTaskDefinitionRequest.Builder request, Consumer<ContainerDefinition.Builder> change) {
        request.containerDefinitions(web(change));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatEcsRefusesIsRefusedBeforeAnythingChanges(
            String message, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        RegisterTaskDefinitionRequest.Builder request = BootedApi.definition("webapp").toBuilder();
        change.accept(request);
        assertThatThrownBy(() -> ecs.registerTaskDefinition(request.build()))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining(message)
                .satisfies(refused ->
                        assertThat(((EcsException) refused).statusCode()).isEqualTo(400));
        assertThat(api.stores().taskDefinitions().all()).isEmpty();
    }
}
