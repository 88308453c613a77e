package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.AgentProcess;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.agent.testing.SmallDisk;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.rpc.RpcException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is really full, and one that really refuses to be written. Needs `unshare` and `nsenter`, which
/// util-linux has, and root or user namespaces.
class SmallDiskIT {
    @TempDir
    Path home;

    private SmallDisk disk;
    private InstancePaths paths;
    private FakeControlServer control;
    private FakeTask task;

    @BeforeEach
    void mount() throws Exception {
        disk = new SmallDisk(home);
        paths = AgentProcess.paths(disk.path());
        control = new FakeControlServer(paths);
        task = new FakeTask(FakeTask.ECHO);
        control.endpoints(FakeControlServer.ready("t1", task.port()));
    }

    @AfterEach
    void unmount() throws Exception {
        control.close();
        task.close();
        disk.close();
    }

    /// A new forward and the end of the one that is there are refused with this reason, and that one goes on.
    private static void assertNothingChanges(JsonRpcClient client, String reason) throws Exception {
        for (RpcException refused : new RpcException[] {
            catchThrowableOfType(
                    RpcException.class, () -> client.call(AgentMethods.FORWARD_START, RunningAgent.web(0))),
            catchThrowableOfType(
                    RpcException.class, () -> client.call(AgentMethods.FORWARD_STOP, ForwardSelection.everything()))
        }) {
            assertThat(refused)
                    .hasMessageContaining("config.yaml cannot be written")
                    .hasMessageContaining(reason);
        }
        ForwardView forward = client.call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady("web", 20_000));
        assertThat(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).hasSize(1);
        try (Socket socket = RunningAgent.connect(forward)) {
            RunningAgent.assertEchoes(socket, "goes on");
        }
    }

    @Test
    void onAFullDiskForwardsGoOnAndComeBackAndWhatCannotBeWrittenIsRefused() throws Exception {
        ForwardView before;
        try (AgentProcess agent = AgentProcess.on(disk);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            before = client.call(AgentMethods.FORWARD_START, RunningAgent.web(0));
            await().until(() -> Files.exists(paths.forwards().log("web")));
            disk.fill();
            assertNothingChanges(client, "No space left on device");
            assertThat(agent.isAlive()).isTrue();
        }
        try (AgentProcess agent = AgentProcess.on(disk);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            ForwardView after = client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)[0];
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.localPort()).isEqualTo(before.localPort());
            assertNothingChanges(client, "No space left on device");
            assertThat(client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY).problems())
                    .anyMatch(problem -> problem.contains("config.last.yaml cannot be written: ")
                            && problem.contains("No space left on device"));
            disk.empty();
            assertThat(client.call(AgentMethods.FORWARD_START, RunningAgent.web(0))
                            .name())
                    .isEqualTo("web-2");
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @Test
    void inADirectoryThatCannotBeWrittenForwardsGoOnAndANewAgentSaysWhyItCannotServe() throws Exception {
        try (AgentProcess agent = AgentProcess.on(disk);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            client.call(AgentMethods.FORWARD_START, RunningAgent.web(0));
            disk.refuseWriting();
            assertNothingChanges(client, "Read-only file system");
            assertThat(agent.isAlive()).isTrue();
        }
        try (AgentProcess agent = AgentProcess.on(disk)) {
            assertThat(agent.awaitEnd()).isTrue();
            assertThat(agent.exitCode()).isEqualTo(1);
            assertThat(home.resolve("agent.out"))
                    .content()
                    .contains("kecs-agent cannot serve: ")
                    .contains("Read-only file system");
        }
        disk.allowWriting();
        try (AgentProcess agent = AgentProcess.on(disk);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            assertThat(client.call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady("web", 20_000))
                            .name())
                    .isEqualTo("web");
            assertThat(agent.isAlive()).isTrue();
        }
    }
}
