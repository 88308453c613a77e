package dev.kecs.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.name.TaskArn;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Secret;

/// What every [dev.kecs.ecs.engine.TaskEngine] that runs real programs does alike.
public abstract class TaskEngineContract {
    private FakeSecrets secrets = new FakeSecrets();
    private EngineHarness harness;

    /// A new engine over the same state: what an earlier one left running is there. It fetches from [#secrets].
    protected abstract EngineHarness newHarness() throws Exception;

    /// A container that runs a script with a POSIX shell.
    protected abstract ContainerDefinition shell(String name, String script);

    @BeforeEach
    void startEngine() throws Exception {
        secrets = new FakeSecrets();
        harness = newHarness();
    }

    @AfterEach
    void endEverything() {
        harness.close();
    }

    protected final EngineHarness harness() {
        return harness;
    }

    /// One for each test.
    protected final FakeSecrets secrets() {
        return secrets;
    }

    /// The engine goes without ending anything, and another one comes.
    protected final void restart() throws Exception {
        harness.leave();
        harness = newHarness();
    }

    protected final ContainerDefinition container(String name, Program program) {
        return shell(name, program.script());
    }

    @Test
    void anExitStatusIsTold() {
        TaskArn task = harness.launch(container("app", new Program.Exits(3)));
        State.Exited exited = harness.exited(task, "app");
        assertThat(exited.exitCode()).contains(3);
        assertThat(exited.reason()).isEmpty();
    }

    @Test
    void whatAProgramWritesToEitherStreamIsInItsLog() throws Exception {
        TaskArn task = harness.launch(container("app", new Program.Writes("to-output", "to-error")));
        harness.exited(task, "app");
        try (TaskLog log = harness.engine().log(task, "app")) {
            assertThat(log.ended()).isTrue();
            assertThat(text(log).lines()).containsExactlyInAnyOrder("to-output", "to-error");
            assertThat(log.read()).isEmpty();
        }
    }

    @Test
    void aLogThatIsFollowedTellsEveryLineOnceUntilTheEnd() throws Exception {
        TaskArn task = harness.launch(container("app", new Program.Counts()));
        harness.running(task, "app");
        StringBuilder followed = new StringBuilder();
        try (TaskLog log = harness.engine().log(task, "app")) {
            harness.eventually()
                    .until(() -> followed.append(text(log)).toString().lines().count() > 20);
            assertThat(log.ended()).isFalse();
            harness.engine().stop(task);
            harness.exited(task, "app");
            harness.eventually().until(() -> {
                boolean ended = log.ended();
                followed.append(text(log));
                return ended;
            });
        }
        List<String> lines = followed.toString().lines().toList();
        assertThat(lines)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, lines.size())
                        .mapToObj(number -> "line " + number)
                        .toList());
    }

    @Test
    void aRunningTaskIsFoundAgainAndNotStartedTwice() throws Exception {
        ContainerDefinition container = container("app", new Program.Runs());
        TaskArn task = harness.launch(container);
        State.Running before = harness.running(task, "app");
        restart();
        assertThat(harness.running(task, "app")).isEqualTo(before);
        harness.launch(task, container);
        harness.engine().stop(task);
        assertThat(harness.exited(task, "app").exitCode()).contains(143);
        assertThat(harness.history(task))
                .flatExtracting(TaskObservation::containers)
                .extracting(ContainerObservation::state)
                .filteredOn(State.Running.class::isInstance)
                .containsOnly(before);
    }

    @Test
    void aTaskThatWasToStopIsStoppedByTheNextEngineToo() throws Exception {
        TaskArn task = harness.launch(container("app", new Program.Runs()));
        harness.running(task, "app");
        harness.engine().stop(task);
        restart();
        harness.engine().stop(task);
        assertThat(harness.exited(task, "app").exitCode()).contains(143);
    }

    @Test
    void aProgramThatIgnoresTheRequestToEndIsKilledAfterItsStopTimeout() {
        TaskArn task = harness.launch(container("app", new Program.IgnoresStop()).toBuilder()
                .stopTimeout(2)
                .build());
        harness.running(task, "app");
        harness.engine().stop(task);
        assertThat(harness.exited(task, "app").exitCode()).contains(137);
    }

    @Test
    void oneContainersEndEndsNoOther() {
        TaskArn task = harness.launch(container("short", new Program.Exits(0)), container("long", new Program.Runs()));
        assertThat(harness.exited(task, "short").exitCode()).contains(0);
        assertThat(harness.running(task, "long").runtimeId()).isNotEmpty();
    }

    @Test
    void aContainerStartsWhenWhatItDependsOnHasSucceeded() {
        TaskArn task = harness.launch(
                dependent("app", new Program.Exits(0), "init", ContainerCondition.SUCCESS), shell("init", "sleep 1"));
        assertThat(harness.exited(task, "app").exitCode()).contains(0);
        assertThat(harness.history(task)).allSatisfy(observation -> {
            Map<String, State> states = states(observation);
            assertThat(states.get("app") instanceof State.Waiting || states.get("init") instanceof State.Exited)
                    .as("%s", states)
                    .isTrue();
        });
    }

    @Test
    void aContainerStartsWhenWhatItDependsOnIsHealthy() {
        TaskArn task = harness.launch(
                dependent("app", new Program.Exits(0), "database", ContainerCondition.HEALTHY),
                container("database", new Program.Runs()).toBuilder()
                        .healthCheck(check ->
                                check.command("CMD-SHELL", "true").interval(5).retries(1))
                        .build());
        assertThat(harness.exited(task, "app").exitCode()).contains(0);
        assertThat(harness.health(task, "database")).isEqualTo(Health.HEALTHY);
    }

    @Test
    void aContainerWhoseDependencyFailedNeverRuns() {
        TaskArn task = harness.launch(
                dependent("app", new Program.Exits(0), "init", ContainerCondition.SUCCESS),
                container("init", new Program.Exits(1)));
        assertThat(harness.exited(task, "init").exitCode()).contains(1);
        assertThat(harness.state(task, "app")).isInstanceOf(State.Waiting.class);
        harness.engine().stop(task);
        State.Exited never = harness.exited(task, "app");
        assertThat(never.exitCode()).isEmpty();
        assertThat(never.reason()).isEmpty();
    }

    @Test
    void healthTurnsWithTheCheckAndEndsNothing() {
        TaskArn task = harness.launch(container("app", new Program.FallsIll(3)).toBuilder()
                .healthCheck(check -> check.command("CMD-SHELL", Program.FallsIll.CHECK)
                        .interval(1)
                        .timeout(2)
                        .retries(1))
                .build());
        harness.eventually().until(() -> harness.health(task, "app") == Health.HEALTHY);
        harness.eventually().until(() -> harness.health(task, "app") == Health.UNHEALTHY);
        assertThat(harness.state(task, "app")).isInstanceOf(State.Running.class);
    }

    @Test
    void aContainerThatNeverIsHealthyIsUnhealthyAfterItsRetries() {
        TaskArn task = harness.launch(container("app", new Program.Runs()).toBuilder()
                .healthCheck(check -> check.command("CMD-SHELL", "false")
                        .interval(1)
                        .timeout(2)
                        .retries(2))
                .build());
        harness.eventually().until(() -> harness.health(task, "app") == Health.UNHEALTHY);
        assertThat(harness.history(task))
                .flatExtracting(TaskObservation::containers)
                .extracting(ContainerObservation::health)
                .doesNotContain(Health.HEALTHY);
    }

    @Test
    void anImageThatIsNowhereToBeHadIsNamed() {
        TaskArn task = harness.launch(ContainerDefinition.builder()
                .name("app")
                .image("example.invalid/unknown:1")
                .build());
        State.Exited exited = harness.exited(task, "app");
        assertThat(exited.exitCode()).isEmpty();
        assertThat(exited.reason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("CannotPullContainerError: ")
                        .contains("example.invalid/unknown:1"));
    }

    @Test
    void aProgramThatDoesNotExistCannotStart() {
        TaskArn task = harness.launch(container("app", new Program.Runs()).toBuilder()
                .entryPoint("/no/such/program")
                .build());
        State.Exited exited = harness.exited(task, "app");
        assertThat(exited.exitCode()).isEmpty();
        assertThat(exited.reason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("CannotStartContainerError: ")
                        .contains("/no/such/program"));
    }

    @Test
    void anEndedTaskThatIsForgottenIsNotToldAgain() throws Exception {
        TaskArn task = harness.launch(container("app", new Program.Exits(0)));
        harness.exited(task, "app");
        harness.engine().forget(task);
        TaskArn later = harness.launch(container("app", new Program.Exits(0)));
        harness.exited(later, "app");
        restart();
        assertThat(harness.observed(later)).isPresent();
        assertThat(harness.observed(task)).isEmpty();
    }

    @Test
    void unknownTasksAreIgnored() {
        TaskArn nobody = EngineHarness.newTask();
        harness.engine().stop(nobody);
        harness.engine().forget(nobody);
        TaskArn somebody = harness.launch(container("app", new Program.Exits(0)));
        assertThat(harness.exited(somebody, "app").exitCode()).contains(0);
        assertThat(harness.history(nobody)).isEmpty();
    }

    @Test
    void aTaskStartsWhenItsSecretsAreThereAndOthersDoNotWaitForThem() throws Exception {
        ContainerDefinition container = secretive("echo \"$PASSWORD $MODE $LEVEL\"");
        TaskArn waiting = harness.launch(container);
        TaskArn other = harness.launch(container("app", new Program.Exits(0)));
        assertThat(harness.exited(other, "app").exitCode()).contains(0);
        assertThat(harness.history(waiting)).isEmpty();
        harness.launch(waiting, container);
        secrets.come(new FetchedValues(
                Map.of("app", Map.of("PASSWORD", "s3cret $(HOME)")),
                Map.of("app", Map.of("MODE", "of a file", "LEVEL", "of a file"))));
        assertThat(harness.exited(waiting, "app").exitCode()).contains(0);
        try (TaskLog log = harness.engine().log(waiting, "app")) {
            assertThat(text(log)).isEqualTo("s3cret $(HOME) of a file declared\n");
        }
    }

    @Test
    void aTaskWhoseSecretsCannotBeHadEndsWithTheReason() {
        TaskArn task = harness.launch(secretive("exit 0"));
        secrets.fail("ResourceInitializationError: no such secret");
        State.Exited exited = harness.exited(task, "app");
        assertThat(exited.exitCode()).isEmpty();
        assertThat(exited.reason()).contains("ResourceInitializationError: no such secret");
    }

    @Test
    void aTaskThatIsStoppedWhileItsSecretsAreFetchedNeverRuns() {
        TaskArn task = harness.launch(secretive("exit 0"));
        harness.engine().stop(task);
        State.Exited exited = harness.exited(task, "app");
        assertThat(exited.exitCode()).isEmpty();
        assertThat(exited.reason()).isEmpty();
        secrets.come(FetchedValues.NONE);
        TaskArn later = harness.launch(container("app", new Program.Exits(0)));
        assertThat(harness.exited(later, "app").exitCode()).contains(0);
        assertThat(harness.history(task)).hasSize(1);
    }

    @Test
    void aCommandRunsInTheContainersEnvironmentAndItsExitCodeAndStreamsAreItsOwn() throws Exception {
        TaskArn task = harness.launch(container("app", new Program.Runs()).toBuilder()
                .environment(
                        KeyValuePair.builder().name("LEVEL").value("declared").build())
                .build());
        harness.running(task, "app");
        Written written = new Written();
        TaskCommand.Request request = new TaskCommand.Request(
                task,
                "app",
                List.of("sh", "-c", "echo \"$LEVEL $KECS_TASK_ID $1\"; echo bad >&2; exit 7", "x", "it's here"),
                false,
                Optional.empty());
        try (TaskCommand command = harness.engine().execute(request, written)) {
            assertThat(command.exitCode()).isEqualTo(7);
        }
        assertThat(written.text(TaskLog.Stream.STDOUT)).isEqualTo("declared " + task.id() + " it's here\n");
        assertThat(written.text(TaskLog.Stream.STDERR)).isEqualTo("bad\n");
        assertThat(harness.state(task, "app")).isInstanceOf(State.Running.class);
    }

    @Test
    void aCommandReadsWhatItIsSentUntilTheInputEnds() throws Exception {
        TaskArn task = harness.launch(container("app", new Program.Runs()));
        harness.running(task, "app");
        byte[] sent = new byte[300_000];
        new Random(7).nextBytes(sent);
        Written written = new Written();
        TaskCommand.Request request = new TaskCommand.Request(task, "app", List.of("cat"), true, Optional.empty());
        try (TaskCommand command = harness.engine().execute(request, written)) {
            for (int i = 0; i < sent.length; i += 10_000) {
                command.write(ByteBuffer.wrap(sent, i, 10_000));
            }
            command.endInput();
            assertThat(command.exitCode()).isZero();
        }
        assertThat(written.bytes(TaskLog.Stream.STDOUT)).isEqualTo(sent);
    }

    @Test
    void aCommandsOutputIsWholeHoweverLateItIsTaken() throws Exception {
        TaskArn task = harness.launch(container("app", new Program.Runs()));
        harness.running(task, "app");
        Written written = new Written();
        CountDownLatch listens = new CountDownLatch(1);
        TaskCommand.Request request = new TaskCommand.Request(
                task, "app", List.of("sh", "-c", "head -c 50000 /dev/zero"), false, Optional.empty());
        try (TaskCommand command = harness.engine().execute(request, (stream, bytes) -> {
            awaitUninterruptibly(listens);
            written.written(stream, bytes);
        })) {
            FutureTask<Integer> end = new FutureTask<>(command::exitCode);
            Thread.ofVirtual().start(end);
            Awaitility.await()
                    .during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !end.isDone());
            listens.countDown();
            assertThat(end.get()).isZero();
        }
        assertThat(written.bytes(TaskLog.Stream.STDOUT)).hasSize(50_000);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw (IOException) new InterruptedIOException().initCause(ended);
        }
    }

    /// The size may be told when the command runs already, as Kubernetes does.
    private static final String TERMINAL = """
            test -t 0 && test -t 1 && read line || exit 1
            looks=0
            until [ "$(stty size 2> /dev/null)" = '37 91' ] || [ $looks -ge 100 ]; do
              looks=$((looks + 1))
              sleep 0.1
            done
            stty size && echo "<$line>"
            """;

    @Test
    void aCommandWithATerminalSeesOneOfTheGivenSize() throws Exception {
        TaskArn task = harness.launch(container("app", new Program.Runs()));
        harness.running(task, "app");
        Written written = new Written();
        TaskCommand.Request request = new TaskCommand.Request(
                task, "app", List.of("sh", "-c", TERMINAL), true, Optional.of(new TaskCommand.Window(91, 37)));
        try (TaskCommand command = harness.engine().execute(request, written)) {
            command.write(ByteBuffer.wrap("hello\r".getBytes(StandardCharsets.UTF_8)));
            assertThat(command.exitCode()).isZero();
        }
        assertThat(written.text(TaskLog.Stream.STDOUT)).contains("37 91", "<hello>");
    }

    @Test
    void aCommandThatIsNotThereEndsAsInAShell() throws Exception {
        TaskArn task = harness.launch(container("app", new Program.Runs()));
        harness.running(task, "app");
        Written written = new Written();
        TaskCommand.Request request =
                new TaskCommand.Request(task, "app", List.of("no-such-program"), false, Optional.empty());
        try (TaskCommand command = harness.engine().execute(request, written)) {
            assertThat(command.exitCode()).isEqualTo(127);
        }
        assertThat(written.text(TaskLog.Stream.STDERR)).contains("no-such-program");
    }

    @Test
    void noCommandRunsInAContainerThatHasEnded() {
        TaskArn task = harness.launch(container("app", new Program.Exits(0)));
        harness.exited(task, "app");
        TaskCommand.Request request = new TaskCommand.Request(task, "app", List.of("true"), false, Optional.empty());
        assertThatThrownBy(() -> harness.engine().execute(request, new Written()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'app'")
                .hasMessageContaining("does not run");
    }

    private ContainerDefinition secretive(String script) {
        return shell("app", script).toBuilder()
                .environment(
                        KeyValuePair.builder().name("LEVEL").value("declared").build())
                .secrets(Secret.builder().name("PASSWORD").valueFrom("/db").build())
                .build();
    }

    private ContainerDefinition dependent(String name, Program program, String on, ContainerCondition condition) {
        return container(name, program).toBuilder()
                .dependsOn(ContainerDependency.builder()
                        .containerName(on)
                        .condition(condition)
                        .build())
                .build();
    }

    private static Map<String, State> states(TaskObservation observation) {
        Map<String, State> states = new TreeMap<>();
        observation.containers().forEach(each -> states.put(each.name(), each.state()));
        return states;
    }

    private static String text(TaskLog log) throws IOException {
        StringBuilder text = new StringBuilder();
        for (TaskLog.Chunk chunk : log.read()) {
            text.append(StandardCharsets.UTF_8.decode(chunk.bytes().duplicate()));
        }
        return text.toString();
    }
}
