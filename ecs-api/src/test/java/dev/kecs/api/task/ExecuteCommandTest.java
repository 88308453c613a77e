package dev.kecs.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kecs.api.BootedApi;
import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.TaskState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandResponse;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ManagedAgent;

/// Of a task in whose containers commands may be run. What is refused otherwise is in [TasksTest].
class ExecuteCommandTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();
    private String task = "";

    @BeforeEach
    void run() {
        ecs.createCluster(r -> r.clusterName("production"));
        api.register("webapp");
        task = ecs.runTask(r -> r.cluster("production")
                        .taskDefinition("webapp")
                        .enableExecuteCommand(true)
                        .networkConfiguration(BootedApi.network("ENABLED")))
                .tasks()
                .getFirst()
                .taskArn();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void observe(State state) {
        api.stores().atomically(() -> {
            var stored = api.stores().tasks().all().getFirst();
            List<ContainerStatus> containers = stored.observed().containers().stream()
                    .map(each -> new ContainerStatus(
                            each.id(),
                            each.name(),
                            each.image(),
                            each.essential(),
                            new ContainerObservation(each.name(), state, Health.UNKNOWN)))
                    .toList();
            api.stores()
                    .tasks()
                    .put(stored.with(new dev.kecs.ecs.task.Task.Observed(
                            new TaskState.Running(api.clock().instant()), containers, List.of())));
        });
    }

    private Container container() {
        return ecs.describeTasks(r -> r.cluster("production").tasks(task))
                .tasks()
                .getFirst()
                .containers()
                .getFirst();
    }

    private ExecuteCommandResponse execute(String command) {
        return ecs.executeCommand(
                r -> r.cluster("production").task(task).interactive(true).command(command));
    }

    @Test
    void aSessionIsOpenedForTheWordsOfTheCommand() {
        observe(new State.Running("1", api.clock().instant()));
        Container container = container();
        ExecuteCommandResponse answer = execute("sh -c 'ls -l'");
        assertThat(answer.clusterArn()).isEqualTo(BootedApi.arn("cluster/production"));
        assertThat(answer.taskArn()).isEqualTo(task);
        assertThat(answer.containerArn()).isEqualTo(container.containerArn());
        assertThat(answer.containerName()).isEqualTo(container.name());
        assertThat(answer.interactive()).isTrue();
        assertThat(answer.session().sessionId()).isEqualTo("session-1");
        assertThat(answer.session().tokenValue()).isEqualTo("token");
        assertThat(answer.session().streamUrl())
                .isEqualTo("ws://" + api.endpoint().getHost() + "/" + container.name() + "/"
                        + task.substring(task.lastIndexOf('/') + 1) + "/sh|-c|ls -l");
    }

    @Test
    void aCommandThatCannotBeSplitIsRefused() {
        observe(new State.Running("1", api.clock().instant()));
        assertThatThrownBy(() -> execute("sh -c 'ls"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("a quote ' is not closed");
    }

    @Test
    void aContainerThatDoesNotRunIsRefused() {
        observe(new State.Exited(Optional.of(0), Optional.empty(), api.clock().instant()));
        assertThatThrownBy(() -> execute("sh"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("does not run");
    }

    /// Tools wait for it before they ask.
    @Test
    void theAgentIsAsFarAsItsContainer() {
        assertThat(container().managedAgents())
                .extracting(ManagedAgent::nameAsString, ManagedAgent::lastStatus)
                .containsExactly(tuple("ExecuteCommandAgent", "PENDING"));
        observe(new State.Running("1", api.clock().instant()));
        assertThat(container().managedAgents().getFirst().lastStatus()).isEqualTo("RUNNING");
        assertThat(container().managedAgents().getFirst().lastStartedAt())
                .isEqualTo(api.clock().instant());
        observe(new State.Exited(Optional.of(0), Optional.empty(), api.clock().instant()));
        assertThat(container().managedAgents().getFirst().lastStatus()).isEqualTo("STOPPED");
    }
}
