package dev.kecs.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/// What a client token does, hours and changes later.
class RepeatedRequestsTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @BeforeEach
    void createCluster() {
        ecs.createCluster(r -> r.clusterName("production"));
        api.register("webapp");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private RunTaskResponse run(String cluster, String token, int count) {
        return ecs.runTask(r -> r.cluster(cluster)
                .taskDefinition("webapp")
                .networkConfiguration(BootedApi.network("ENABLED"))
                .clientToken(token)
                .count(count));
    }

    private Service create(String token, int count) {
        return ecs.createService(r -> r.cluster("production")
                        .serviceName("web")
                        .taskDefinition("webapp")
                        .desiredCount(count)
                        .networkConfiguration(BootedApi.network("ENABLED"))
                        .clientToken(token))
                .service();
    }

    private static List<String> arns(RunTaskResponse response) {
        return response.tasks().stream().map(Task::taskArn).toList();
    }

    @Test
    void tasksThatHaveStoppedMeanwhileAreAnsweredAsTheyAreNow() {
        List<String> first = arns(run("production", "once", 2));
        ecs.stopTask(r -> r.cluster("production").task(first.getFirst()));
        RunTaskResponse again = run("production", "once", 2);
        assertThat(arns(again)).containsExactlyElementsOf(first);
        assertThat(again.tasks().getFirst().desiredStatus()).isEqualTo("STOPPED");
        assertThat(api.stores().tasks().all()).hasSize(2);
    }

    @Test
    void aTaskForgottenMeanwhileIsAFailureAndNotStartedAgain() {
        String first = arns(run("production", "once", 1)).getFirst();
        api.stores()
                .atomically(() -> api.stores()
                        .tasks()
                        .remove(api.stores().tasks().all().getFirst().arn()));
        RunTaskResponse again = run("production", "once", 1);
        assertThat(again.tasks()).isEmpty();
        assertThat(again.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.arn()).isEqualTo(first);
            assertThat(failure.reason()).isEqualTo("MISSING");
        });
        assertThat(api.stores().tasks().all()).isEmpty();
    }

    @Test
    void aRepetitionIsAnsweredThoughTheRevisionIsInactiveNow() {
        List<String> first = arns(run("production", "once", 1));
        Service service = create("once", 1);
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("webapp:1"));
        assertThat(arns(run("production", "once", 1))).isEqualTo(first);
        assertThat(create("once", 1)).isEqualTo(service);
    }

    @Test
    void otherParametersConflictAndNameWhatWasMade() {
        List<String> first = arns(run("production", "once", 2));
        assertThatThrownBy(() -> run("production", "once", 1))
                .asInstanceOf(type(ConflictException.class))
                .satisfies(conflict -> assertThat(conflict.resourceIds()).containsExactlyElementsOf(first));
        create("once", 1);
        assertThatThrownBy(() -> create("once", 2))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Creation of service was not idempotent.");
        assertThat(api.stores().tasks().all()).hasSize(2);
        assertThat(api.stores().services().all().getFirst().spec().desiredCount())
                .isEqualTo(1);
    }

    @Test
    void aTokenMeansSomethingInItsClusterOnly() {
        ecs.createCluster(r -> r.clusterName("staging"));
        List<String> here = arns(run("production", "once", 1));
        assertThat(arns(run("staging", "once", 1))).doesNotContainAnyElementsOf(here);
    }

    @Test
    void aTokenIsForgottenAfterADay() {
        List<String> first = arns(run("production", "once", 1));
        api.clock().advance(Duration.ofHours(23));
        assertThat(arns(run("production", "once", 1))).isEqualTo(first);
        api.clock().advance(Duration.ofHours(1).plusMillis(1));
        assertThat(arns(run("production", "once", 1))).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aRefusedRequestLeavesItsTokenFree() {
        assertThatThrownBy(() -> ecs.runTask(
                        r -> r.cluster("production").taskDefinition("webapp").clientToken("once")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Network Configuration must be provided");
        assertThat(run("production", "once", 1).tasks()).hasSize(1);
    }

    @Test
    void aTokenIsShortAndHasNoSpaces() {
        assertThatThrownBy(() -> run("production", "x".repeat(65), 1))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("clientToken must have 0 to 64 characters, and has 65");
        assertThatThrownBy(() -> run("production", "two words", 1))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("clientToken must match [!-~]*, but was two words");
        assertThatThrownBy(() -> create("x".repeat(37), 1))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("clientToken must have 0 to 36 characters, and has 37");
    }
}
