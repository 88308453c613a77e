package dev.kecs.agent.scenario;

import static dev.kecs.agent.testing.FakeControlServer.ready;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.agent.testing.UnansweringTask;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardView;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scenario 10: a target that is absent, refuses or does not answer.
class AbsentTargetTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void aRefusingTaskIsTriedUntilItAccepts() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        agent.control().endpoints(ready("t1", port));
        ForwardView forward = agent.start(RunningAgent.WEB);
        await().until(() -> "refused".equals(agent.view("web").reason()));
        // By now the pauses between two tries are as long as they get.
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> "refused".equals(agent.view("web").reason()));
        Instant ended = Instant.now();
        try (FakeTask task = new FakeTask(port, FakeTask.ECHO)) {
            assertReadyWithinASecondAfter(ended);
            try (Socket socket = RunningAgent.connect(forward)) {
                assertEchoes(socket, "late");
            }
            assertThat(task.served.get()).isPositive();
        }
    }

    @Test
    void aTaskThatDoesNotAnswerIsToldFromOneThatRefuses() throws Exception {
        try (UnansweringTask task = new UnansweringTask()) {
            agent.control().endpoints(ready("t1", task.port()));
            agent.start(RunningAgent.WEB);
            await().until(() -> "timedOut".equals(agent.view("web").reason()));
            Instant ended = Instant.now();
            task.answer();
            assertReadyWithinASecondAfter(ended);
        }
    }

    private void assertReadyWithinASecondAfter(Instant causeEnded) throws Exception {
        Instant ready = Instant.parse(agent.awaitReady("web").since());
        assertThat(ready).isBetween(causeEnded.minusMillis(1), causeEnded.plusSeconds(1));
    }

    @Test
    void anAbsentTaskIsFollowedWithinASecondOfItsStart() throws Exception {
        agent.start(RunningAgent.WEB);
        await().until(() -> "noRunningTask".equals(agent.view("web").reason()));
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            Instant ended = Instant.now();
            agent.control().endpoints(ready("t1", task.port()));
            assertReadyWithinASecondAfter(ended);
        }
    }

    @Test
    void aHeldConnectionCutsThePauseShort() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        agent.control().endpoints(ready("t1", port));
        ForwardView forward = agent.start(RunningAgent.WEB);
        await().until(() -> "refused".equals(agent.view("web").reason()));
        try (Socket held = RunningAgent.connect(forward);
                FakeTask task = new FakeTask(port, FakeTask.ECHO)) {
            assertEchoes(held, "early");
            assertThat(task.served.get()).isPositive();
        }
    }

    @Test
    void aHeldConnectionEndsAtItsLimitAndTheLogSaysWhatKeptTheTargetAway() throws Exception {
        int refusing;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            refusing = free.getLocalPort();
        }
        try (UnansweringTask unanswering = new UnansweringTask()) {
            assertHeldAndReset("noRunningTask", "nothing runs");
            agent.control().endpoints(ready("t1", refusing));
            assertHeldAndReset("refused", "the task refuses connections");
            agent.control().endpoints(ready("t2", unanswering.port()));
            assertHeldAndReset("timedOut", "the task does not answer");
        }
    }

    private void assertHeldAndReset(String reason, String sentence) throws Exception {
        ForwardView forward = agent.start(RunningAgent.WEB.named(reason).with(ForwardOptions.USUAL.holding(200, 10)));
        await().until(() -> reason.equals(agent.view(reason).reason()));
        try (Socket held = RunningAgent.connect(forward)) {
            assertThatThrownBy(() -> held.getInputStream().read()).hasMessageContaining("reset");
        }
        await().untilAsserted(() -> assertThat(agent.paths().forwards().log(reason))
                .content()
                .contains("no endpoint was ready within 200 ms; " + sentence));
        assertThat(agent.view(reason).connections().failed()).isEqualTo(1);
    }
}
