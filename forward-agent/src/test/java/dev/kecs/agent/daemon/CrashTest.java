package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.forward.AgentMethods;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        paths = InstancePaths.of(home, InstanceName.DEFAULT);
        paths.create();
        control = new FakeControlServer(paths);
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        control.close();
    }

    private Process spawn() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.kecs.agent.Main",
                        "--home",
                        home.toString(),
                        "--instance",
                        "default")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("agent.out").toFile())
                .start();
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
        Process first = spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
            client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
            before = identities(client);
        }
        first.destroyForcibly().waitFor();
        assertThat(paths.forwards().socket().exists()).isTrue();

        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            control.endpoints(FakeControlServer.ready("t1", task.port()));
            Process second = spawn();
            try (JsonRpcClient client = RunningAgent.connect(paths)) {
                assertThat(identities(client)).isEqualTo(before);
                ForwardView forward = client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)[0];
                try (Socket socket = RunningAgent.connect(forward)) {
                    socket.getOutputStream().write('x');
                    assertThat(socket.getInputStream().read()).isEqualTo('x');
                }
                client.call(AgentMethods.AGENT_SHUTDOWN, Empty.EMPTY);
                assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(second.exitValue()).isZero();
            assertThat(paths.forwards().socket().exists()).isFalse();
            assertThat(paths.forwards().config())
                    .content()
                    .contains(before.getFirst().substring(0, 11));
        }
    }

    @Test
    void aTakenPortIsWaitedForAfterARestart() throws Exception {
        int port;
        Process first = spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            port = client.call(AgentMethods.FORWARD_START, RunningAgent.WEB).localPort();
        }
        first.destroyForcibly().waitFor();
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
        Process one = spawn();
        Process two = spawn();
        await().until(() -> one.isAlive() != two.isAlive());
        assertThat((one.isAlive() ? two : one).exitValue()).isZero();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            assertThat(client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY).pid())
                    .isEqualTo((one.isAlive() ? one : two).pid());
        }
    }

    @Test
    void aTerminatedAgentCleansUpAndKeepsWhatIsWanted() throws Exception {
        Process process = spawn();
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
        }
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
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
