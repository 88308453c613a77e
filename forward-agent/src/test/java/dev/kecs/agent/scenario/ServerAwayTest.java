package dev.kecs.agent.scenario;

import static dev.kecs.agent.testing.FakeControlServer.ready;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scenario 11: kecs-server is away.
class ServerAwayTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void knownEndpointsServeWhileTheServerIsAway() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = agent.startedAt(task);
            agent.control().close();
            await().until(() ->
                    !agent.client().call(AgentMethods.AGENT_STATUS, Empty.EMPTY).serverConnected());
            try (Socket socket = RunningAgent.connect(forward)) {
                assertEchoes(socket, "on my own");
            }
            assertThat(agent.view("web").state()).isEqualTo(ForwardState.READY);
            try (FakeControlServer again = new FakeControlServer(agent.paths())) {
                long generation = again.endpoints(ready("t1", task.port()));
                await().until(() -> again.acknowledged() >= generation);
                assertThat(agent.view("web").connections().reset()).isZero();
            }
        }
    }
}
