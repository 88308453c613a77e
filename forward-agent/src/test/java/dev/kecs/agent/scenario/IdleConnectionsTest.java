package dev.kecs.agent.scenario;

import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.forward.ForwardView;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scenario 5: connections that do nothing.
class IdleConnectionsTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void twoThousandIdleConnectionsNeedFewThreads() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = agent.startedAt(task);
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                sockets.add(RunningAgent.connect(forward));
            }
            await().until(() -> agent.view("web").connections().active() == 2000);
            assertThat(Thread.activeCount()).isLessThan(50);
            for (Socket socket : sockets) {
                assertEchoes(socket, "still");
                socket.close();
            }
            await().until(() -> agent.view("web").connections().active() == 0);
        }
    }
}
