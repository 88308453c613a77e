package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.AgentProcess;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardName;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.Restore;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.target.SnapshotReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent as a process of its own, killed and started.
class CrashTest {
    @TempDir
    Path home;

    private InstancePaths paths;
    private FakeControlServer control;
    private final List<AgentProcess> processes = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        paths = AgentProcess.paths(home);
        control = new FakeControlServer(paths);
    }

    @AfterEach
    void stop() throws Exception {
        processes.forEach(AgentProcess::close);
        control.close();
    }

    private AgentProcess spawn() throws IOException {
        AgentProcess process = AgentProcess.start(home);
        processes.add(process);
        return process;
    }

    private static List<String> identities(JsonRpcClient client) throws Exception {
        return Arrays.stream(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY))
                .map(forward -> forward.id() + " " + forward.name() + " " + forward.localPort())
                .toList();
    }

    @Test
    void forwardsComeBackWithIdNameAndPortAfterKill() throws Exception {
        List<String> before;
        AgentProcess first = spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
            client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
            before = identities(client);
        }
        first.kill();
        assertThat(paths.forwards().socket().exists()).isTrue();

        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            control.endpoints(FakeControlServer.ready("t1", task.port()));
            AgentProcess second = spawn();
            try (JsonRpcClient client = RunningAgent.connect(paths)) {
                assertThat(identities(client)).isEqualTo(before);
                ForwardView forward = client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)[0];
                try (Socket socket = RunningAgent.connect(forward)) {
                    socket.getOutputStream().write('x');
                    assertThat(socket.getInputStream().read()).isEqualTo('x');
                }
                client.call(AgentMethods.AGENT_SHUTDOWN, Empty.EMPTY);
                assertThat(second.awaitEnd()).isTrue();
            }
            assertThat(second.exitCode()).isZero();
            assertThat(paths.forwards().socket().exists()).isFalse();
            assertThat(paths.forwards().config())
                    .content()
                    .contains(before.getFirst().substring(0, 11));
        }
    }

    @Test
    void onlyForwardsThatWishItComeBackWithAndWithoutTheirTarget() throws Exception {
        AgentProcess first = spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            for (Restore restore : Restore.values()) {
                client.call(
                        AgentMethods.FORWARD_START,
                        RunningAgent.WEB.named(restore.word()).with(ForwardOptions.USUAL.restored(restore)));
            }
        }
        first.kill();
        AgentProcess second = spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            await().until(() -> Arrays.stream(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY))
                    .allMatch(forward -> forward.state() == ForwardState.WAITING));
            assertThat(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY))
                    .extracting(ForwardView::name)
                    .containsExactly("always", "if-target-exists");
        }
        second.kill();
        control.reason(SnapshotReason.SERVICE_ABSENT, "no service web", null);
        spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            await().until(() -> client.call(AgentMethods.FORWARD_DESCRIBE, new ForwardName("if-target-exists"))
                            .state()
                    == ForwardState.CLOSED);
            assertThat(client.call(AgentMethods.FORWARD_DESCRIBE, new ForwardName("always"))
                            .reason())
                    .isEqualTo("serviceAbsent");
            await().untilAsserted(() ->
                    assertThat(paths.forwards().config()).content().doesNotContain("if-target-exists"));
        }
    }

    @Test
    void aTakenPortIsWaitedForAfterARestart() throws Exception {
        int port;
        AgentProcess first = spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            port = client.call(AgentMethods.FORWARD_START, RunningAgent.WEB).localPort();
        }
        first.kill();
        try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(thief.isBound()).isTrue();
            spawn();
            try (JsonRpcClient client = RunningAgent.connect(paths)) {
                await().until(() ->
                        "portTaken".equals(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)[0].reason()));
            }
        }
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            await().until(() ->
                    "noRunningTask".equals(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)[0].reason()));
            assertThat(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)[0].localPort())
                    .isEqualTo(port);
        }
    }

    @Test
    void ofTwoAgentsStartedAtOnceOneServesAndTheOtherExits() throws Exception {
        AgentProcess one = spawn();
        AgentProcess two = spawn();
        await().until(() -> one.isAlive() != two.isAlive());
        assertThat((one.isAlive() ? two : one).exitCode()).isZero();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            assertThat(client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY).pid())
                    .isEqualTo((one.isAlive() ? one : two).pid());
        }
    }

    @Test
    void aTerminatedAgentCleansUpAndKeepsWhatIsWanted() throws Exception {
        AgentProcess process = spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
        }
        process.terminate();
        assertThat(process.awaitEnd()).isTrue();
        assertThat(paths.forwards().socket().exists()).isFalse();
        assertThat(paths.forwards().pid()).doesNotExist();
        assertThat(paths.forwards().config()).content().contains("web");
    }

    @Test
    void aBrokenConfigIsSetAsideAndNotLost() throws Exception {
        Files.writeString(paths.forwards().config(), "version: \"1\"\nforwards: [ {id: ");
        spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            assertThat(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).isEmpty();
        }
        try (var files = Files.list(paths.forwards().directory())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("config.broken-")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).content().contains("forwards: [ {id: "));
        }
        assertThat(paths.forwards().agentLog()).content().contains("config.broken-");
    }
}
