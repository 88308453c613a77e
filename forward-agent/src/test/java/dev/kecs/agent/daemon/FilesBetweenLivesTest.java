package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.port.LocalPorts;
import dev.kecs.agent.port.PortRange;
import dev.kecs.agent.testing.AgentProcess;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.target.Transport;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody does to the agent's files while no agent runs.
class FilesBetweenLivesTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path home;

    private InstancePaths paths;
    private FakeControlServer control;
    private FakeTask task;
    private ForwardView before;

    /// One life with one forward.
    @BeforeEach
    void live() throws Exception {
        paths = AgentProcess.paths(home);
        control = new FakeControlServer(paths);
        task = new FakeTask(FakeTask.ECHO);
        control.endpoints(FakeControlServer.ready("t1", task.port()));
        try (AgentProcess agent = AgentProcess.start(home);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            before = client.call(AgentMethods.FORWARD_START, RunningAgent.web(0));
            agent.terminate();
            assertThat(agent.awaitEnd()).isTrue();
        }
    }

    @AfterEach
    void end() throws IOException {
        control.close();
        task.close();
    }

    private static int freePort() throws Exception {
        var bound = new LocalPorts(PortRange.ephemeral(), RandomGenerator.getDefault())
                .bindAny(Transport.TCP, List.of(), Set.of());
        bound.release();
        return bound.port().number();
    }

    private static ForwardView assertServes(JsonRpcClient client, String name) throws Exception {
        ForwardView forward = client.call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady(name, 20_000));
        try (Socket socket = RunningAgent.connect(forward)) {
            RunningAgent.assertEchoes(socket, "served");
        }
        return forward;
    }

    @Test
    void anEditedConfigIsFollowed() throws Exception {
        int port = freePort();
        String config = Files.readString(paths.forwards().config());
        Files.writeString(
                paths.forwards().config(),
                config.replace("- " + before.localPort(), "- " + port).replace("name: \"web\"", "name: \"edited\""));
        try (AgentProcess agent = AgentProcess.start(home);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            ForwardView edited = assertServes(client, "edited");
            assertThat(edited.id()).isEqualTo(before.id());
            assertThat(edited.localPort()).isEqualTo(port).isNotEqualTo(before.localPort());
            assertThat(client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY).problems())
                    .isEmpty();
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @Test
    void whenTheEditIsAMistakeTheLastGoodOneCountsAndWhoeverAsksIsTold() throws Exception {
        String mistaken = Files.readString(paths.forwards().config()).replace("localPorts:", "localPorts");
        Files.writeString(paths.forwards().config(), mistaken);
        try (AgentProcess agent = AgentProcess.start(home);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            ForwardView served = assertServes(client, "web");
            assertThat(served.id()).isEqualTo(before.id());
            assertThat(served.localPort()).isEqualTo(before.localPort());
            String problem = client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY)
                    .problems()
                    .getFirst();
            assertThat(problem)
                    .startsWith(paths.forwards().config() + " cannot be understood and was kept as ")
                    .containsPattern("; the last good one counts, with 1 forwards: line \\d+, column \\d+: ");
            assertThat(Path.of(problem.replaceFirst(".* was kept as (.*?); .*", "$1")))
                    .hasContent(mistaken);
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @Test
    void aPidThatSomebodyElseHasNowIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            Files.writeString(paths.forwards().pid(), other.pid() + "\n");
            try (AgentProcess agent = AgentProcess.start(home);
                    JsonRpcClient client = RunningAgent.connect(paths)) {
                assertServes(client, "web");
                assertThat(paths.forwards().pid()).hasContent(agent.pid() + "\n");
                client.call(AgentMethods.AGENT_SHUTDOWN, Empty.EMPTY);
                assertThat(agent.awaitEnd()).isTrue();
            }
            assertThat(other.isAlive()).isTrue();
            assertThat(paths.forwards().pid()).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void logsThatHaveGrownAreSetAsideByTheNextLine() throws Exception {
        for (Path log : List.of(paths.forwards().agentLog(), paths.forwards().log("web"))) {
            Files.writeString(log, "x".repeat(MEBIBYTE + 1));
        }
        try (AgentProcess agent = AgentProcess.start(home);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            assertServes(client, "web");
            for (Path log :
                    List.of(paths.forwards().agentLog(), paths.forwards().log("web"))) {
                Path older = log.resolveSibling(log.getFileName() + ".1");
                await().until(() -> Files.exists(older) && Files.exists(log));
                assertThat(Files.size(older)).isEqualTo(MEBIBYTE + 1);
                assertThat(Files.size(log)).isLessThan(MEBIBYTE / 10);
            }
            assertThat(agent.isAlive()).isTrue();
        }
    }
}
