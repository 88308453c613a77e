package dev.kecs.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kecs.api.BootedApi;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.PlatformUnknownException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/// What requests about tasks may say, and what the answer then shows.
class TaskRequestsTest {
    private static final CapacityProviderStrategyItem FARGATE =
            CapacityProviderStrategyItem.builder().capacityProvider("FARGATE").build();

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

    private Task run(Consumer<RunTaskRequest.Builder> change) {
        RunTaskRequest.Builder request = RunTaskRequest.builder()
                .cluster("production")
                .taskDefinition("webapp")
                .networkConfiguration(BootedApi.network("ENABLED"));
        change.accept(request);
        return ecs.runTask(request.build()).tasks().getFirst();
    }

    private AbstractThrowableAssert<?, ?> refused(Consumer<RunTaskRequest.Builder> change) {
        return assertThatThrownBy(() -> run(change)).isInstanceOf(InvalidParameterException.class);
    }

    private List<String> list(Consumer<ListTasksRequest.Builder> filters) {
        ListTasksRequest.Builder request = ListTasksRequest.builder().cluster("production");
        filters.accept(request);
        return ecs.listTasks(request.build()).taskArns();
    }

    private AbstractThrowableAssert<?, ?> listRefused(Consumer<ListTasksRequest.Builder> filters) {
        return assertThatThrownBy(() -> list(filters)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void containersShowTheirSizeAndAnOverrideOfIt() {
        ecs.registerTaskDefinition(BootedApi.definition("sized").toBuilder()
                .containerDefinitions(
                        ContainerDefinition.builder()
                                .name("web")
                                .image("kecs/echo")
                                .cpu(64)
                                .memory(128)
                                .build(),
                        ContainerDefinition.builder()
                                .name("side")
                                .image("kecs/echo")
                                .memoryReservation(32)
                                .build())
                .build());
        Task task = run(r -> r.taskDefinition("sized")
                .overrides(o -> o.containerOverrides(
                        ContainerOverride.builder().name("web").memory(256).build())));
        assertThat(task.containers())
                .extracting(Container::name, Container::cpu, Container::memory, Container::memoryReservation)
                .containsExactly(tuple("web", "64", "256", null), tuple("side", "0", null, "32"));
        assertThat(task.overrides().containerOverrides())
                .extracting(ContainerOverride::name)
                .containsExactly("web", "side");
    }

    @Test
    void aTaskRunsOnNoContainerInstance() {
        Task task = run(r -> r.group("nightly").startedBy("events-rule/nightly"));
        assertThat(task.containerInstanceArn()).isNull();
        assertThat(task.group()).isEqualTo("nightly");
        assertThat(task.attributes())
                .singleElement()
                .satisfies(attribute -> assertThat(attribute.name()).isEqualTo("ecs.cpu-architecture"));
    }

    @Test
    void anEmptyCapacityProviderStrategyCountsAsNone() {
        assertThat(run(r -> r.capacityProviderStrategy(List.of())).launchType()).isEqualTo(LaunchType.EC2);
    }

    @Test
    void requestsThatCannotBeCarriedOutStartNothing() {
        refused(r -> r.count(0)).hasMessageContaining("count must be between 1 and 10, and was 0");
        refused(r -> r.startedBy("a b")).hasMessageContaining("startedBy must match [a-zA-Z0-9/_-]*, but was a b");
        refused(r -> r.startedBy("a".repeat(129))).hasMessageContaining("startedBy must have 0 to 128 characters");
        refused(r -> r.platformVersion("1.4.0"))
                .hasMessageContaining("The platform version must be null when specifying an EC2 launch type.");
        refused(r -> r.overrides(o -> o.taskRoleArn("x".repeat(8192))))
                .hasMessageContaining("overrides must have at most 8192 characters as JSON");
        refused(r -> r.capacityProviderStrategy(FARGATE).launchType(LaunchType.FARGATE))
                .hasMessageContaining("Specifying both a launch type and capacity provider strategy");
        assertThatThrownBy(() -> run(r -> r.launchType(LaunchType.FARGATE).platformVersion("9.9.9")))
                .isInstanceOf(PlatformUnknownException.class);
        assertThatThrownBy(() -> run(r -> r.taskDefinition("none")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("TaskDefinition not found.");
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("webapp:1"));
        assertThatThrownBy(() -> run(r -> r.taskDefinition("webapp:1")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("inactive");
        assertThat(api.stores().tasks().all()).isEmpty();
    }

    @Test
    void filtersThatEcsDoesNotCombineAreRefused() {
        run(r -> r.startedBy("me"));
        listRefused(r -> r.startedBy("me").family("webapp"))
                .hasMessageContaining("cannot specify startedBy with other arguments");
        listRefused(r -> r.startedBy("me").launchType(LaunchType.EC2))
                .hasMessageContaining("cannot specify startedBy with other arguments");
        listRefused(r -> r.startedBy("me").containerInstance("i"))
                .hasMessageContaining("cannot specify startedBy with other arguments");
        listRefused(r -> r.serviceName("web").family("webapp"))
                .hasMessageContaining("cannot specify serviceName with other arguments");
        listRefused(r -> r.serviceName("web").containerInstance("i"))
                .hasMessageContaining("cannot specify serviceName with other arguments");
        assertThat(list(r -> r.startedBy("me").desiredStatus(DesiredStatus.RUNNING)))
                .hasSize(1);
        assertThat(list(r -> r.launchType(LaunchType.FARGATE))).isEmpty();
        assertThat(list(r -> r.launchType(LaunchType.EC2).family("webapp"))).hasSize(1);
        assertThat(list(r -> r.daemonName("d"))).isEmpty();
    }

    @Test
    void pagesHaveBoundsAndTokensOfTheirOwn() {
        listRefused(r -> r.maxResults(0)).hasMessageContaining("maxResults must be between 1 and 100, and was 0");
        listRefused(r -> r.maxResults(101)).hasMessageContaining("maxResults must be between 1 and 100, and was 101");
        listRefused(r -> r.nextToken("made up")).hasMessageContaining("Invalid token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "None", "0123456789abcdef"})
    void anIdOfNoKnownLengthIsRefused(String id) {
        assertThatThrownBy(() -> ecs.describeTasks(r -> r.cluster("production").tasks(id)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("taskId length should be one of [32,36]");
        assertThatThrownBy(() -> ecs.stopTask(r -> r.cluster("production").task(id)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("taskId length should be one of [32,36]");
    }

    @Test
    void aTaskOfAnotherClusterIsNotLookedFor() {
        String other = BootedApi.arn("task/staging/" + "0".repeat(32));
        assertThatThrownBy(() -> ecs.describeTasks(r -> r.cluster("production").tasks(other)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Identifier is for cluster staging. Your cluster is production");
        assertThat(ecs.describeTasks(r -> r.cluster("production").tasks("01234567-89ab-cdef-0123-456789abcdef"))
                        .failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("MISSING"));
    }
}
