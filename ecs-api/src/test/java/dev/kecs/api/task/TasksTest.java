package dev.kecs.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.task.TaskState;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandRequest;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

class TasksTest {
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

    private List<Task> run(Consumer<RunTaskRequest.Builder> change) {
        RunTaskRequest.Builder request = RunTaskRequest.builder()
                .cluster("production")
                .taskDefinition("webapp")
                .networkConfiguration(BootedApi.network("ENABLED"));
        change.accept(request);
        return ecs.runTask(request.build()).tasks();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static String id(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }

    @Test
    void aNewTaskIsProvisioningInItsFamilysGroup() {
        Task task = run(r -> r.startedBy("me")).getFirst();
        assertThat(task.taskArn()).matches("arn:aws:ecs:eu-west-1:000000000000:task/production/[0-9a-f]{32}");
        assertThat(task.lastStatus()).isEqualTo("PROVISIONING");
        assertThat(task.desiredStatus()).isEqualTo("RUNNING");
        assertThat(task.group()).isEqualTo("family:webapp");
        assertThat(task.startedBy()).isEqualTo("me");
        assertThat(task.cpu()).isEqualTo("256");
        assertThat(task.launchType()).isEqualTo(LaunchType.EC2);
        assertThat(task.containers()).singleElement().satisfies(container -> {
            assertThat(container.name()).isEqualTo("web");
            assertThat(container.lastStatus()).isEqualTo("PENDING");
        });
    }

    @Test
    void fargateTasksShowTheirPlatform() {
        Task task = run(r -> r.launchType(LaunchType.FARGATE)).getFirst();
        assertThat(task.platformVersion()).isEqualTo("1.4.0");
        assertThat(task.platformFamily()).isEqualTo("Linux");
    }

    @Test
    void theSameTokenAnswersTheSameTasks() {
        List<Task> first = run(r -> r.clientToken("once").count(3));
        assertThat(run(r -> r.clientToken("once").count(3)))
                .extracting(Task::taskArn)
                .containsExactlyElementsOf(first.stream().map(Task::taskArn).toList());
        assertThatThrownBy(() -> run(r -> r.clientToken("once").count(2)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("'once'");
        assertThat(api.stores().tasks().all()).hasSize(3);
    }

    @Test
    void overridesAreShownAndMustNameAContainer() {
        TaskOverride overrides = TaskOverride.builder()
                .containerOverrides(ContainerOverride.builder()
                        .name("web")
                        .environment(KeyValuePair.builder().name("A").value("1").build())
                        .build())
                .build();
        assertThat(run(r -> r.overrides(overrides)).getFirst().overrides()).isEqualTo(overrides);
        assertThatThrownBy(() -> run(r -> r.overrides(TaskOverride.builder()
                        .containerOverrides(
                                ContainerOverride.builder().name("none").build())
                        .build())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Override for container named none is not a container in the TaskDefinition.");
    }

    @Test
    void tagsComeFromTheRequestTheDefinitionAndEcs() {
        ecs.registerTaskDefinition(BootedApi.definition("tagged").toBuilder()
                .tags(tag("team", "web"), tag("stage", "test"))
                .build());
        Task task = run(r -> r.taskDefinition("tagged")
                        .tags(tag("stage", "own"))
                        .propagateTags(PropagateTags.TASK_DEFINITION)
                        .enableECSManagedTags(true))
                .getFirst();
        assertThat(task.tags())
                .containsExactlyInAnyOrder(
                        tag("team", "web"), tag("stage", "own"), tag("aws:ecs:clusterName", "production"));
        assertThat(ecs.describeTasks(r -> r.cluster("production").tasks(id(task)))
                        .tasks()
                        .getFirst()
                        .tags())
                .isEmpty();
        assertThat(ecs.describeTasks(
                                r -> r.cluster("production").tasks(id(task)).include(TaskField.TAGS))
                        .tasks()
                        .getFirst()
                        .tags())
                .hasSize(3);
    }

    @Test
    void anAwsvpcTaskShowsItsNetworkInterface() {
        Task task = run(r -> {}).getFirst();
        assertThat(task.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.type()).isEqualTo("ElasticNetworkInterface");
            assertThat(attachment.status()).isEqualTo("PRECREATED");
        });
        api.stores().atomically(() -> {
            var stored = api.stores().tasks().all().getFirst();
            api.stores()
                    .tasks()
                    .put(stored.with(new dev.kecs.ecs.task.Task.Observed(
                            new TaskState.Running(api.clock().instant()),
                            stored.observed().containers(),
                            List.of(new PortBinding("web", 80, "tcp", "127.1.2.3", 80)))));
        });
        Task running = ecs.describeTasks(r -> r.cluster("production").tasks(task.taskArn()))
                .tasks()
                .getFirst();
        Attachment attachment = running.attachments().getFirst();
        assertThat(attachment.status()).isEqualTo("ATTACHED");
        assertThat(attachment.details())
                .extracting(KeyValuePair::name)
                .contains("subnetId", "networkInterfaceId", "macAddress", "privateIPv4Address");
        assertThat(running.containers().getFirst().networkInterfaces())
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.attachmentId()).isEqualTo(attachment.id());
                    assertThat(shown.privateIpv4Address()).isEqualTo("127.1.2.3");
                });
        assertThat(running.startedAt()).isEqualTo(api.clock().instant());
    }

    @Test
    void idOrArnOldOrNewNameTheSameTask() {
        Task task = run(r -> {}).getFirst();
        String unknown = "f".repeat(32);
        var response = ecs.describeTasks(r ->
                r.cluster("production").tasks(id(task), task.taskArn(), BootedApi.arn("task/" + id(task)), unknown));
        assertThat(response.tasks()).hasSize(3);
        assertThat(response.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo("MISSING");
            assertThat(failure.arn()).isEqualTo(BootedApi.arn("task/production/" + unknown));
        });
    }

    @Test
    void aStoppedTaskSaysWhoStoppedItAndWhy() {
        Task task = run(r -> {}).getFirst();
        Task stopping = ecs.stopTask(r -> r.cluster("production").task(id(task)).reason("Enough"))
                .task();
        assertThat(stopping.desiredStatus()).isEqualTo("STOPPED");
        assertThat(stopping.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(stopping.stoppedReason()).isEqualTo("Enough");
        assertThat(ecs.listTasks(r -> r.cluster("production")).taskArns()).isEmpty();
        assertThat(ecs.listTasks(r -> r.cluster("production").desiredStatus(DesiredStatus.STOPPED))
                        .taskArns())
                .containsExactly(task.taskArn());
        assertThatThrownBy(() -> ecs.stopTask(r -> r.cluster("production").task("f".repeat(32))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The referenced task was not found.");
    }

    @Test
    void commandsAreRefusedAsByEcs() {
        Task closed = run(r -> {}).getFirst();
        Task open = run(r -> r.enableExecuteCommand(true)).getFirst();
        refused(
                r -> r.cluster("production").task("f".repeat(32)).interactive(true),
                "The referenced task was not found.");
        refused(r -> r.cluster("production").task(id(closed)).interactive(true), "execute command was not enabled");
        refused(r -> r.cluster("production").task(id(open)).interactive(false), "Interactive is the only mode");
        refused(
                r -> r.cluster("production").task(id(open)).interactive(true).container("other"),
                "Container not found: other");
        assertThatThrownBy(() -> ecs.executeCommand(r ->
                        r.cluster("nowhere").task(id(open)).interactive(true).command("sh")))
                .isInstanceOf(ClusterNotFoundException.class);
    }

    private void refused(Consumer<ExecuteCommandRequest.Builder> request, String phrase) {
        assertThatThrownBy(() -> ecs.executeCommand(request.andThen(r -> r.command("sh"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(phrase);
    }

    @Test
    void listsAreFilteredAndPaged() {
        api.register("other");
        run(r -> r.count(5).startedBy("me"));
        run(r -> r.taskDefinition("other"));
        assertThat(ecs.listTasksPaginator(r -> r.cluster("production").maxResults(2))
                        .taskArns())
                .hasSize(6)
                .doesNotHaveDuplicates();
        assertThat(ecs.listTasks(r -> r.cluster("production").family("other")).taskArns())
                .hasSize(1);
        assertThat(ecs.listTasks(r -> r.cluster("production").startedBy("me")).taskArns())
                .hasSize(5);
        assertThat(ecs.listTasks(r -> r.cluster("production").desiredStatus(DesiredStatus.PENDING))
                        .taskArns())
                .isEmpty();
        assertThatThrownBy(() -> ecs.listTasks(
                        r -> r.cluster("production").startedBy("me").family("other")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ecs.listTasks(r -> r.cluster("production").serviceName("none")))
                .isInstanceOf(ServiceNotFoundException.class);
    }

    @Test
    void whatEcsRefusesIsRefused() {
        assertThatThrownBy(() -> run(r -> r.count(11)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("count must be between 1 and 10, and was 11");
        assertThatThrownBy(() -> run(r -> r.cluster("none"))).isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> run(r -> r.propagateTags(PropagateTags.SERVICE)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ecs.describeTasks(r -> r.cluster("production")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("tasks: a value is required");
        assertThat(api.stores().tasks().all()).isEmpty();
    }
}
