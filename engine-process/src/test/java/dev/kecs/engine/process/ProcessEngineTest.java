package dev.kecs.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.testkit.engine.EngineHarness;
import dev.kecs.testkit.engine.TaskEngineContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// Real processes: `sh` programs behind the image `test/sh`.
class ProcessEngineTest extends TaskEngineContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path home;

    @Override
    protected EngineHarness newHarness() throws IOException {
        return new EngineHarness(new TestEngine(home).start(secrets()), PATIENCE);
    }

    @Override
    protected ContainerDefinition shell(String name, String script) {
        return sh(name, script);
    }

    @Test
    void runsAProgramAndTellsItsExitStatus() throws Exception {
        TaskArn task = harness().launch(sh("app", "echo out; echo err >&2; exit 3"));
        assertThat(exited(task, "app").exitCode()).contains(3);
        try (TaskLog log = harness().engine().log(task, "app")) {
            assertThat(log.read())
                    .extracting(chunk -> chunk.stream() + " "
                            + StandardCharsets.UTF_8.decode(chunk.bytes().duplicate()))
                    .containsExactly("STDOUT out\n", "STDERR err\n");
            assertThat(log.ended()).isTrue();
        }
    }

    @Test
    void noExitStatusIsLostHoweverShortTheProgram() throws Exception {
        for (int status = 1; status <= 60; status++) {
            TaskArn task = harness().launch(sh("app", "exit " + status));
            assertThat(exited(task, "app").exitCode()).contains(status);
        }
    }

    @Test
    void theExitStatusOfATaskThatEndedWhileNobodyWatchedIsKnown() throws Exception {
        Path go = home.resolve("go");
        TaskArn task = harness().launch(sh("app", "while [ ! -e " + go + " ]; do sleep 0.05; done; exit 7"));
        running(task, "app");
        harness().leave();
        Files.createFile(go);
        await().until(() -> Files.exists(home.resolve("tasks/" + task.id() + "/app/exit")));
        restart();
        assertThat(exited(task, "app").exitCode()).contains(7);
    }

    @Test
    void aRunningProcessIsFoundAgainAndNotStartedTwice() throws Exception {
        var container = sh("app", "echo $$ >>" + home.resolve("starts") + "; sleep 60 & wait");
        TaskArn task = harness().launch(container);
        String pid = running(task, "app").runtimeId();
        restart();
        assertThat(running(task, "app").runtimeId()).isEqualTo(pid);
        harness().launch(task, container);
        harness().engine().stop(task);
        assertThat(exited(task, "app").exitCode()).contains(143);
        assertThat(Files.readAllLines(home.resolve("starts"))).containsExactly(pid);
    }

    @Test
    void aProgramThatIgnoresTheRequestToEndIsKilledAfterItsStopTimeoutWithItsChildren() throws Exception {
        Path child = home.resolve("child");
        TaskArn task = harness()
                .launch(
                        sh("app", "trap '' TERM; sleep 61 & echo $! >" + child + "; while :; do sleep 0.1; done")
                                .toBuilder()
                                .stopTimeout(1)
                                .build());
        running(task, "app");
        await().until(() -> Files.exists(child) && Files.size(child) > 0);
        harness().engine().stop(task);
        assertThat(exited(task, "app").exitCode()).contains(137);
        long pid = Long.parseLong(Files.readString(child).strip());
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aKilledProgramIsNoticedWithinASecondAndItsChildrenEndWithIt() throws Exception {
        Path child = home.resolve("child");
        TaskArn task = harness().launch(sh("app", "sleep 62 & echo $! >" + child + "; wait"));
        long pid = Long.parseLong(running(task, "app").runtimeId());
        await().until(() -> Files.exists(child) && Files.size(child) > 0);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(1)).until(() -> state(task, "app") instanceof State.Exited);
        assertThat(exited(task, "app").exitCode()).contains(137);
        long left = Long.parseLong(Files.readString(child).strip());
        await().until(() ->
                ProcessHandle.of(left).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void containersRunInTheOrderOfTheirDependencies() throws Exception {
        Path order = home.resolve("order");
        TaskArn task = harness()
                .launch(
                        sh("app", "echo app >>" + order).toBuilder()
                                .dependsOn(ContainerDependency.builder()
                                        .containerName("init")
                                        .condition(ContainerCondition.SUCCESS)
                                        .build())
                                .build(),
                        sh("init", "sleep 0.2; echo init >>" + order));
        assertThat(exited(task, "app").exitCode()).contains(0);
        assertThat(Files.readAllLines(order)).containsExactly("init", "app");
    }

    @Test
    void anImageWithoutARuleSaysHowToMapIt() throws Exception {
        TaskArn task = harness()
                .launch(ContainerDefinition.builder()
                        .name("app")
                        .image("example.com/unknown:1")
                        .build());
        assertThat(exited(task, "app").reason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("CannotPullContainerError: ")
                        .contains("example.com/unknown:1", "images:", "kecs.yaml"));
    }

    @Test
    void eachTaskHasAnAddressOfItsOwnForTheSamePort() throws Exception {
        var container = sh("app", "echo $KECS_TASK_IP $PORT; sleep 64 & wait").toBuilder()
                .portMappings(PortMapping.builder().containerPort(8080).build())
                .build();
        TaskArn one = harness().launch(container);
        TaskArn two = harness().launch(container);
        running(one, "app");
        running(two, "app");
        var first = observed(one).orElseThrow().bindings().getFirst();
        var second = observed(two).orElseThrow().bindings().getFirst();
        assertThat(first.port()).isEqualTo(8080);
        assertThat(second.port()).isEqualTo(8080);
        assertThat(first.address()).startsWith("127.").isNotEqualTo(second.address());
    }

    @Test
    void aUdpPortIsBoundBesideATcpPortOfTheSameNumberAndToldToTheProgram() throws Exception {
        Path seen = home.resolve("seen");
        TaskArn task = harness()
                .launch(sh("app", "echo $PORT $UDP_PORT >" + seen + "; sleep 64 & wait").toBuilder()
                        .portMappings(
                                PortMapping.builder().containerPort(8053).build(),
                                PortMapping.builder()
                                        .containerPort(8053)
                                        .protocol(TransportProtocol.UDP)
                                        .build())
                        .build());
        running(task, "app");
        assertThat(observed(task).orElseThrow().bindings())
                .extracting(PortBinding::containerPort, PortBinding::protocol, PortBinding::port)
                .containsExactly(tuple(8053, "tcp", 8053), tuple(8053, "udp", 8053));
        await().untilAsserted(() -> assertThat(seen).hasContent("8053 8053"));
    }

    @Test
    void whatATaskLeasedIsFreeAgainWhenItHasEnded() throws Exception {
        TaskArn task = harness()
                .launch(sh("app", "sleep 64 & wait").toBuilder()
                        .image("test/any")
                        .portMappings(
                                PortMapping.builder().containerPort(8053).build(),
                                PortMapping.builder()
                                        .containerPort(8053)
                                        .protocol(TransportProtocol.UDP)
                                        .build())
                        .build());
        running(task, "app");
        assertThat(leases()).filteredOn(name -> name.startsWith("0.0.0.0_")).hasSize(2);
        harness().engine().stop(task);
        await().untilAsserted(() -> assertThat(leases()).isEmpty());
    }

    private List<String> leases() throws IOException {
        try (Stream<Path> found = Files.list(home.resolve("leases"))) {
            return found.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    private static ContainerDefinition sh(String name, String script) {
        return ContainerDefinition.builder()
                .name(name)
                .image("test/sh")
                .command(script)
                .build();
    }

    private Optional<TaskObservation> observed(TaskArn task) {
        return harness().observed(task);
    }

    @Test
    void aTaskThatCannotBePreparedIsToldAsNeverStarted() throws Exception {
        TaskArn task = EngineHarness.CLUSTER.task("0".repeat(32));
        Files.createDirectories(home.resolve("tasks"));
        Files.writeString(home.resolve("tasks").resolve(task.id()), "in the way");
        harness().launch(task, sh("app", "exit 0"));
        State.Exited never = exited(task, "app");
        assertThat(never.exitCode()).isEmpty();
        assertThat(never.reason()).get().asString().startsWith("CannotCreateContainerError: ");
    }

    private State state(TaskArn task, String name) {
        return harness().state(task, name);
    }

    private State.Running running(TaskArn task, String name) {
        return harness().running(task, name);
    }

    private State.Exited exited(TaskArn task, String name) {
        return harness().exited(task, name);
    }
}
