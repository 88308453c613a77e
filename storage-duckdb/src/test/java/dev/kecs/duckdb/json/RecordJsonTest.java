package dev.kecs.duckdb.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterSpec;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Deployment.Rollout;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.RevisionStatus;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import dev.kecs.testkit.sample.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Records written and read again.
class RecordJsonTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789012Z");
    private final RecordJson json = new RecordJson();

    private static Stream<TaskState> states() {
        Optional<Instant> started = Optional.of(NOW);
        return Stream.of(
                new TaskState.Provisioning(),
                new TaskState.Pending(NOW),
                new TaskState.Activating(NOW),
                new TaskState.Running(NOW),
                new TaskState.Deactivating(Optional.empty(), NOW),
                new TaskState.Stopping(started, NOW),
                new TaskState.Deprovisioning(started, NOW, NOW),
                new TaskState.Stopped(started, NOW, Optional.empty(), NOW));
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyTaskStateComesBack(TaskState state) throws Exception {
        Task task = Samples.task(1);
        Task.Observed observed = new Task.Observed(
                state,
                List.of(
                        container(new State.Running("4711", NOW), Health.HEALTHY),
                        container(new State.Exited(Optional.of(137), Optional.of("killed"), NOW), Health.UNHEALTHY),
                        container(new State.Exited(Optional.empty(), Optional.empty(), NOW), Health.UNKNOWN)),
                List.of(new PortBinding("web", 80, "tcp", "127.20.0.3", 80)));
        Task changed = task.with(observed).with(new TaskGoal.Stop(NOW, TaskStopCode.USER_INITIATED, "Task stopped"));
        assertThat(again(changed, Task.class)).isEqualTo(changed);
    }

    private static ContainerStatus container(State state, Health health) {
        return new ContainerStatus("id", "web", "kecs/echo", true, new ContainerObservation("web", state, health));
    }

    @Test
    void aServiceRemembersWhereItIsReachedAndOneWrittenBeforeThatWasKeptIsReadToo() throws Exception {
        Service service = Samples.service(Samples.PRODUCTION.service("webapp"))
                .progressed(progress ->
                        progress.withExposed(List.of(new PortBinding("web", 80, "tcp", "172.18.0.2", 30_080))));
        assertThat(again(service, Service.class)).isEqualTo(service);
        String body = json.write(service);
        String earlier = body.replaceAll(",\"exposed\":\\[[^]]*]", "");
        assertThat(earlier).isNotEqualTo(body);
        assertThat(json.read(earlier, Service.class, "webapp").progress())
                .isEqualTo(service.progress().withExposed(List.of()));
    }

    private static Stream<Rollout> rollouts() {
        return Stream.of(new Rollout.InProgress("a"), new Rollout.Completed("b"), new Rollout.Failed("c"));
    }

    @ParameterizedTest
    @MethodSource("rollouts")
    void everyRolloutComesBack(Rollout rollout) throws Exception {
        Deployment first = Samples.service(Samples.PRODUCTION.service("webapp"))
                .progress()
                .deployments()
                .getFirst();
        Deployment deployment = new Deployment(first.id(), first.terms(), rollout, 3, NOW, NOW);
        assertThat(again(deployment, Deployment.class)).isEqualTo(deployment);
    }

    @Test
    void aClustersPortComesBackAndOneWrittenBeforeThereWereAnyHasNone() throws Exception {
        Cluster cluster = Samples.cluster("production").with(OptionalInt.of(8090));
        assertThat(again(cluster, Cluster.class)).isEqualTo(cluster);
        String older = json.write(Samples.cluster("production"));
        assertThat(older).doesNotContain("ingressPort");
        assertThat(json.read(older, Cluster.class, "production")).isEqualTo(Samples.cluster("production"));
    }

    @Test
    void valuesInEcssOwnShapeComeBackWithNestedListsMapsAndEmptyOnes() throws Exception {
        ContainerDefinition web = ContainerDefinition.builder()
                .name("web")
                .command("a", "b")
                .entryPoint(List.of())
                .dockerLabels(Map.of("key", "value"))
                .memory(512)
                .essential(false)
                .logConfiguration(LogConfiguration.builder()
                        .logDriver("awslogs")
                        .options(Map.of("awslogs-group", "/ecs/webapp"))
                        .build())
                .build();
        TaskDefinition definition = new TaskDefinition(
                Samples.WEBAPP_1,
                software.amazon.awssdk.services.ecs.model.TaskDefinition.builder()
                        .family("webapp")
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilitiesWithStrings("FARGATE", "SOMETHING_NEWER")
                        .containerDefinitions(web)
                        .build(),
                RevisionStatus.DELETE_IN_PROGRESS,
                Samples.service(Samples.PRODUCTION.service("webapp")).tags(),
                NOW,
                Optional.of(NOW),
                Optional.of(NOW));
        TaskDefinition read = again(definition, TaskDefinition.class);
        assertThat(read).isEqualTo(definition);
        assertThat(read.body().containerDefinitions().getFirst().hasEntryPoint())
                .as("an empty list is not an absent one")
                .isTrue();
    }

    @Test
    void aClusterComesBackWithItsConfiguration() throws Exception {
        Cluster plain = Samples.cluster("production");
        Cluster cluster = plain.with(new ClusterSpec(
                        List.of(ClusterSetting.builder()
                                .name("containerInsights")
                                .value("enabled")
                                .build()),
                        Optional.of(ClusterConfiguration.builder().build()),
                        List.of("FARGATE"),
                        List.of(),
                        Optional.empty()))
                .with(ClusterStatus.FAILED, "why");
        assertThat(again(cluster, Cluster.class)).isEqualTo(cluster);
    }

    @Test
    void namesOfStatesAreThoseOfReleasedRows() {
        String row =
                json.write(Samples.task(1).with(new TaskGoal.Stop(NOW, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "r")));
        assertThat(row)
                .contains(
                        "\"goal\":{\"is\":\"stop\"", "\"code\":\"EssentialContainerExited\"", "\"is\":\"provisioning\"")
                .contains("\"arn\":\"arn:aws:ecs:eu-west-1:000000000000:task/production/");
    }

    @Test
    void membersOfANewerVersionAreSkippedAndAbsentOnesAreEmpty() throws Exception {
        String row = """
                {"arn":"arn:aws:ecs:eu-west-1:000000000000:cluster/production","status":"ACTIVE","statusReason":"",
                 "spec":{"settings":[{"name":"containerInsights","colour":"blue"}],"later":{"a":[1]}},
                 "tags":{},"createdAt":"2026-01-01T00:00:00Z","mood":"good"}
                """;
        Cluster cluster = json.read(row, Cluster.class, "production");
        assertThat(cluster.spec().capacityProviders()).isEmpty();
        assertThat(cluster.spec().configuration()).isEmpty();
        assertThat(cluster.tags().values()).isEmpty();
        assertThat(cluster.spec().settings().getFirst().nameAsString()).isEqualTo("containerInsights");
    }

    @Test
    void anUnreadableRowIsNamed() {
        assertThatThrownBy(() -> json.read("{\"arn\":\"arn:aws:ecs:x\"}", Cluster.class, "the key"))
                .isInstanceOf(UnreadableJsonException.class)
                .hasMessageContainingAll("the key", "arn:aws:ecs:x");
    }

    private <V> V again(V record, Class<V> type) throws UnreadableJsonException {
        return json.read(json.write(record), type, "again");
    }
}
