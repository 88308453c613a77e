package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.method.Empty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An agent whose settings ask for a port that somebody else has, and for what no key means.
class ExtrasTest {
    private final ServerSocket taken = taken();

    @RegisterExtension
    final RunningAgent agent = RunningAgent.with("metricsPort: " + taken.getLocalPort());

    private static ServerSocket taken() {
        try {
            return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anExtraThatCannotBeginIsAProblemAndForwardsGoOn() throws Exception {
        try (taken;
                FakeTask task = new FakeTask(FakeTask.ECHO)) {
            assertThat(agent.startedAt(task).name()).isEqualTo("web");
            await().untilAsserted(() -> assertThat(agent.client()
                            .call(AgentMethods.AGENT_STATUS, Empty.EMPTY)
                            .problems())
                    .singleElement()
                    .asString()
                    .startsWith("no metrics: port " + taken.getLocalPort() + " of 127.0.0.1: "));
        }
    }
}
