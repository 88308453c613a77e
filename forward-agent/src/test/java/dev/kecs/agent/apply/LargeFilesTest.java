package dev.kecs.agent.apply;

import static dev.kecs.agent.testing.FakeControlServer.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.agent.ForwardRemove;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `forward.apply` of many forwards: what must be done once for all is not done once for each.
class LargeFilesTest {
    private static final String FILE = "/repository/port-forward.yaml";
    private static final int MANY = 120;

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private static List<ForwardRequest> many() {
        return IntStream.range(0, MANY)
                .mapToObj(number -> RunningAgent.web(0).named("forward-" + number))
                .toList();
    }

    private ForwardChange[] apply(List<ForwardRequest> entries, Duration wait) throws Exception {
        return agent.client()
                .call(AgentMethods.FORWARD_APPLY, new ForwardApply(FILE, entries, false, false, wait.toMillis()));
    }

    private static List<ForwardState> states(ForwardChange... changes) {
        return List.of(changes).stream()
                .map(change -> Objects.requireNonNull(change.forward()).state())
                .toList();
    }

    @Test
    void theAnswerWaitsUntilAllAreReady() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            agent.control().endpoints(ready("t1", task.port()));
            assertThat(states(apply(many(), Duration.ofSeconds(30))))
                    .hasSize(MANY)
                    .containsOnly(ForwardState.READY);
        }
    }

    @Test
    void thoseThatAreNotReadyInTimeStayAndAreToldAsTheyAre() throws Exception {
        ForwardChange[] late = apply(many(), Duration.ofMillis(100));
        assertThat(states(late)).hasSize(MANY).doesNotContain(ForwardState.READY, ForwardState.CLOSED);
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            agent.control().endpoints(ready("t1", task.port()));
            ForwardChange[] again = apply(many(), Duration.ofSeconds(30));
            assertThat(again).allMatch(change -> change.change() == ForwardChange.Kind.UNCHANGED);
            assertThat(states(again)).containsOnly(ForwardState.READY);
        }
    }

    @Test
    void aTargetOfManyIsAskedForOnce() throws Exception {
        apply(many(), Duration.ZERO);
        assertThat(agent.control().resolved()).isEqualTo(1);
    }

    @Test
    void whatIsUnchangedIsNotWrittenAgain() throws Exception {
        apply(many(), Duration.ZERO);
        Object before = identity(agent.paths().forwards().config());
        apply(many(), Duration.ZERO);
        assertThat(identity(agent.paths().forwards().config())).isEqualTo(before);

        apply(List.of(many().getFirst().with(ForwardOptions.USUAL.holding(7, 7))), Duration.ZERO);
        assertThat(identity(agent.paths().forwards().config())).isNotEqualTo(before);
        assertThat(agent.paths().forwards().config()).content().contains("maxHeld: 7");
    }

    @Test
    void aConfigThatSomebodyRemovedIsWrittenAgain() throws Exception {
        apply(many(), Duration.ZERO);
        Files.delete(agent.paths().forwards().config());
        apply(many(), Duration.ZERO);
        assertThat(agent.paths().forwards().config()).content().contains("forward-" + (MANY - 1));
    }

    /// A file that was replaced is another one.
    private static Object identity(Path file) throws Exception {
        return Objects.requireNonNull(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    @Test
    void theLogsTellEveryForwardInItsOrder() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            agent.control().endpoints(ready("t1", task.port()));
            apply(many(), Duration.ofSeconds(30));
            agent.client().call(AgentMethods.FORWARD_REMOVE, new ForwardRemove(FILE, null, false));
            for (ForwardRequest one : many()) {
                Path log = agent.paths().forwards().log(Objects.requireNonNull(one.name()));
                await().untilAsserted(() -> assertThat(Files.readAllLines(log))
                        .extracting(line -> line.split(" ", 3)[1].replace(":", ""))
                        .startsWith("started")
                        .containsSubsequence("Ready", "Closed"));
            }
        }
    }
}
