package dev.kecs.api.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kecs.api.BootedApi;
import dev.kecs.testkit.sample.Samples;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// DeregisterTaskDefinition and DeleteTaskDefinitions.
class DeleteTaskDefinitionsTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @AfterEach
    void close() {
        api.close();
    }

    private TaskDefinition deregister(String named) {
        return ecs.deregisterTaskDefinition(r -> r.taskDefinition(named)).taskDefinition();
    }

    private DeleteTaskDefinitionsResponse delete(String... named) {
        return ecs.deleteTaskDefinitions(r -> r.taskDefinitions(named));
    }

    private TaskDefinition describe(String named) {
        return ecs.describeTaskDefinition(r -> r.taskDefinition(named)).taskDefinition();
    }

    @Test
    void aDeregisteredRevisionIsInactiveSinceThen() {
        api.register("web");
        api.clock().advance(Duration.ofMinutes(1));
        assertThat(deregister(BootedApi.arn("task-definition/web:1"))).satisfies(inactive -> {
            assertThat(inactive.status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
            assertThat(inactive.registeredAt()).isEqualTo(Samples.START);
            assertThat(inactive.deregisteredAt()).isEqualTo(Samples.START.plusSeconds(60));
        });
        api.clock().advance(Duration.ofMinutes(1));
        assertThat(deregister("web:1").deregisteredAt())
                .as("again changes nothing")
                .isEqualTo(Samples.START.plusSeconds(60));
    }

    @Test
    void aFamilyAloneDeregistersNothing() {
        api.register("web");
        assertThatThrownBy(() -> deregister("web"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("Revision is missing");
        assertThat(describe("web").status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
        assertThatThrownBy(() -> deregister("web:2"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("The specified task definition does not exist.");
    }

    @Test
    void anInactiveRevisionIsDeletedAndSaysSo() {
        api.register("web");
        deregister("web:1");
        var response = delete("web:1");
        assertThat(response.failures()).isEmpty();
        assertThat(response.taskDefinitions()).singleElement().satisfies(deleting -> {
            assertThat(deleting.taskDefinitionArn()).isEqualTo(BootedApi.arn("task-definition/web:1"));
            assertThat(deleting.status()).isEqualTo(TaskDefinitionStatus.DELETE_IN_PROGRESS);
            assertThat(deleting.deleteRequestedAt()).isEqualTo(Samples.START);
        });
        assertThat(describe("web:1").status()).isEqualTo(TaskDefinitionStatus.DELETE_IN_PROGRESS);
        assertThat(delete("web:1").taskDefinitions()).as("again").hasSize(1);
        assertThatThrownBy(() -> deregister("web:1"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("in the process of being deleted");
    }

    @Test
    void whatCannotBeDeletedIsAFailureOfItsOwnNamedAsInTheRequest() {
        api.register("web");
        api.register("web");
        deregister("web:1");
        String active = BootedApi.arn("task-definition/web:2");
        var response = delete("web:1", active, "web:9", "web");
        assertThat(response.taskDefinitions())
                .extracting(TaskDefinition::revision)
                .containsExactly(1);
        assertThat(response.failures())
                .extracting(Failure::arn, Failure::reason)
                .containsExactly(
                        tuple(
                                active,
                                "The specified task definition is still in ACTIVE status. Please deregister the target"
                                        + " and try again."),
                        tuple(
                                "web:9",
                                "The specified task definition does not exist. Specify a valid account, family, revision"
                                        + " and try again."),
                        tuple(
                                "web",
                                "The specified task definition identifier is invalid. Specify a valid name or ARN and"
                                        + " try again."));
        assertThat(describe("web:2").status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
    }

    @Test
    void oneRequestDeletesOneToTen() {
        assertThatThrownBy(() -> ecs.deleteTaskDefinitions(r -> r.taskDefinitions(List.of())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("taskDefinitions must have 1 to 10 items");
        assertThatThrownBy(() -> ecs.deleteTaskDefinitions(r -> r.taskDefinitions(Collections.nCopies(11, "web:1"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("taskDefinitions must have 1 to 10 items, and has 11");
    }

    @Test
    void nothingNewStartsFromARevisionUnderDeletion() {
        ecs.createCluster();
        api.register("web");
        deregister("web:1");
        delete("web:1");
        assertThatThrownBy(() -> ecs.createService(r -> r.serviceName("web")
                        .taskDefinition("web:1")
                        .desiredCount(1)
                        .networkConfiguration(BootedApi.network("ENABLED"))))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("TaskDefinition is inactive");
        assertThat(api.stores().services().all()).isEmpty();
    }
}
