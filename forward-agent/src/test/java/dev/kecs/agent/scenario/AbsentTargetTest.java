package dev.kecs.agent.scenario;

import static dev.kecs.agent.testing.FakeControlServer.ready;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        try (Socket held = RunningAgent.connect(forward);
                FakeTask task = new FakeTask(port, FakeTask.ECHO)) {
            await().atMost(Duration.ofSeconds(1)).until(() -> agent.view("web").state() == ForwardState.READY);
            assertEchoes(held, "late");
            assertThat(task.served.get()).isPositive();
        }
    }

    @Test
    void aTaskThatDoesNotAnswerIsToldFromOneThatRefuses() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            List<Socket> fillers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                fillers.add(new Socket(InetAddress.ofLiteral("127.0.0.1"), full.getLocalPort()));
            }
            agent.control().endpoints(ready("t1", full.getLocalPort()));
            agent.start(RunningAgent.WEB);
            await().until(() -> "timedOut".equals(agent.view("web").reason()));
            for (Socket filler : fillers) {
                full.accept();
                filler.close();
            }
            await().atMost(Duration.ofSeconds(2)).until(() -> agent.view("web").state() == ForwardState.READY);
        }
    }

    @Test
    void anAbsentTargetHoldsConnectionsUntilTheLimitAndSaysWhy() throws Exception {
        ForwardView forward = agent.start(RunningAgent.WEB.holding(200, 1));
        await().until(() -> "noRunningTask".equals(agent.view("web").reason()));
        try (Socket held = RunningAgent.connect(forward);
                Socket tooMany = RunningAgent.connect(forward)) {
            assertThatThrownBy(() -> tooMany.getInputStream().read()).hasMessageContaining("reset");
            assertThatThrownBy(() -> held.getInputStream().read()).hasMessageContaining("reset");
        }
        await().until(() -> agent.view("web").connections().failed() == 2);
        await().untilAsserted(() -> assertThat(agent.paths().forwards().log("web"))
                .content()
                .contains("no endpoint was ready within 200 ms", "more than 1 connections are held"));
    }
}
