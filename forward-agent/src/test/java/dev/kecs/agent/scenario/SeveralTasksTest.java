package dev.kecs.agent.scenario;

import static dev.kecs.agent.testing.FakeControlServer.draining;
import static dev.kecs.agent.testing.FakeControlServer.ready;
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

/// Connections and the several tasks of one service.
class SeveralTasksTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void aDrainingTaskKeepsItsConnectionsAndGetsNoNewOnes() throws Exception {
        try (FakeTask old = new FakeTask(FakeTask.ECHO);
                FakeTask young = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = agent.startedAt(old);
            try (Socket live = RunningAgent.connect(forward)) {
                assertEchoes(live, "before");
                int servedByOld = old.served.get();
                long generation = agent.control().endpoints(draining("t1", old.port()), ready("t2", young.port()));
                await().until(() -> agent.control().acknowledged() >= generation);
                for (int i = 0; i < 10; i++) {
                    try (Socket socket = RunningAgent.connect(forward)) {
                        assertEchoes(socket, "new");
                    }
                }
                assertThat(old.served.get()).isEqualTo(servedByOld);
                assertEchoes(live, "after");
            }
        }
    }

    @Test
    void connectionsSpreadOverTheTasks() throws Exception {
        try (FakeTask one = new FakeTask(FakeTask.ECHO);
                FakeTask two = new FakeTask(FakeTask.ECHO)) {
            agent.control().endpoints(ready("t1", one.port()), ready("t2", two.port()));
            agent.start(RunningAgent.WEB);
            agent.awaitReady("web");
            await().until(() -> agent.view("web").endpoints().stream().allMatch(endpoint -> endpoint.ready()));
            await().until(() -> one.open() == 0 && two.open() == 0);
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Socket socket = RunningAgent.connect(agent.view("web"));
                assertEchoes(socket, "x");
                sockets.add(socket);
            }
            assertThat(one.open()).isEqualTo(10);
            assertThat(two.open()).isEqualTo(10);
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
