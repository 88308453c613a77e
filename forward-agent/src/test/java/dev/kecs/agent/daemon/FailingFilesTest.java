package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.AgentProcess;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that cannot be written, sockets that are removed, clocks aside: the agent says so, changes nothing, and goes
/// on.
class FailingFilesTest {
    @TempDir
    Path home;

    private InstancePaths paths;
    private FakeControlServer control;

    @BeforeEach
    void start() throws IOException {
        paths = AgentProcess.paths(home);
        control = new FakeControlServer(paths);
    }

    @AfterEach
    void stop() {
        control.close();
    }

    private static int forwards(JsonRpcClient client) throws Exception {
        return client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY).length;
    }

    @Test
    void whenTheDiskIsFullNothingChangesAndTheAgentSaysSo() throws Exception {
        // Room for a few forwards, but not for forty.
        try (AgentProcess agent = AgentProcess.withFilesUpTo(home, 16);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            int started = 0;
            RpcException refused = null;
            while (refused == null && started < 200) {
                refused = catchThrowableOfType(
                        RpcException.class, () -> client.call(AgentMethods.FORWARD_START, RunningAgent.web(0)));
                started += refused == null ? 1 : 0;
            }
            assertThat(refused)
                    .hasMessageContaining("the forward was not started, because config.yaml cannot be written")
                    .hasMessageContaining("File too large");
            assertThat(forwards(client)).isEqualTo(started).isPositive();

            client.call(AgentMethods.FORWARD_STOP, ForwardSelection.everything());
            assertThat(client.call(AgentMethods.FORWARD_START, RunningAgent.web(0))
                            .name())
                    .isEqualTo("web");
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @Test
    void whenTheDirectoryCannotBeWrittenNothingChangesUntilItCan() throws Exception {
        try (AgentProcess agent = AgentProcess.start(home);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            ForwardView first = client.call(AgentMethods.FORWARD_START, RunningAgent.web(0));
            // In the way of the temporary file; permissions would not stop root.
            Path inTheWay = paths.forwards().config().resolveSibling("config.yaml.new");
            Files.createDirectories(inTheWay.resolve("occupied"));

            for (RpcException refused : List.of(
                    catchThrowableOfType(
                            RpcException.class, () -> client.call(AgentMethods.FORWARD_START, RunningAgent.web(0))),
                    catchThrowableOfType(
                            RpcException.class,
                            () -> client.call(AgentMethods.FORWARD_STOP, ForwardSelection.everything())),
                    catchThrowableOfType(
                            RpcException.class,
                            () -> client.call(AgentMethods.FORWARD_PAUSE, ForwardSelection.everything())))) {
                assertThat(refused).hasMessageContaining("config.yaml cannot be written");
            }
            assertThat(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY))
                    .extracting(ForwardView::id)
                    .containsExactly(first.id());

            Files.delete(inTheWay.resolve("occupied"));
            Files.delete(inTheWay);
            client.call(AgentMethods.FORWARD_STOP, ForwardSelection.everything());
            assertThat(forwards(client)).isZero();
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @Test
    void aBrokenConfigIsToldToWhoeverAsks() throws Exception {
        Files.writeString(paths.forwards().config(), "forwards: [");
        try (AgentProcess agent = AgentProcess.start(home);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            assertThat(client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY).problems())
                    .singleElement()
                    .asString()
                    .contains("config.broken-");
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @Test
    void aSocketThatSomebodyCleansUpIsMadeAnew() throws Exception {
        try (AgentProcess agent = AgentProcess.start(home)) {
            RunningAgent.connect(paths).close();
            Files.delete(paths.forwards().socket().official());
            await().until(() -> paths.forwards().socket().exists());
            try (JsonRpcClient client = RunningAgent.connect(paths)) {
                assertThat(client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY).pid())
                        .isEqualTo(agent.pid());
            }
        }
    }
}
