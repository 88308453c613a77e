package dev.kecs.api.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
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

    @Test
    void whatOneAccountMayRegisterOnItsOwnMachinesIsTaken() {
        TaskDefinition shown = ecs.registerTaskDefinition(r -> r.family("mixed")
                        .volumes(v -> v.name("data").host(h -> h.sourcePath("/srv")))
                        .containerDefinitions(
                                c -> c.name("web")
                                        .image("web")
                                        .memoryReservation(64)
                                        .links("db:database")
                                        .stopTimeout(600)
                                        .portMappings(
                                                p -> p.containerPort(80),
                                                p -> p.containerPort(81).hostPort(8081))
                                        .dependsOn(d -> d.containerName("db").condition("HEALTHY"))
                                        .mountPoints(m -> m.sourceVolume("data").containerPath("/data")),
                                c -> c.name("db")
                                        .image("db")
                                        .memory(64)
                                        .essential(false)
                                        .healthCheck(h -> h.command("CMD-SHELL", "true"))))
                .taskDefinition();
        assertThat(shown.compatibilities()).containsExactly(Compatibility.EC2);
        assertThat(shown.registeredBy()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(shown.containerDefinitions().getFirst().portMappings())
                .extracting(port -> port.hostPort())
                .containsExactly(0, 8081);
        assertThat(shown.containerDefinitions())
                .extracting(ContainerDefinition::essential)
                .containsExactly(true, false);
    }

    @Test
    void aFamilyOrRevisionThatIsNotThereCannotBeDescribed() {
        api.register("web");
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("web:1"));
        for (String named : List.of("web", "web:2", "other", BootedApi.arn("task-definition/other:1"))) {
            assertThatThrownBy(() -> ecs.describeTaskDefinition(r -> r.taskDefinition(named)))
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("Unable to describe task definition.");
        }
    }
}
