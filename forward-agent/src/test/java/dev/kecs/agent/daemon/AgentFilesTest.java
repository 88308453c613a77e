package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.AgentProcess;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the agent leaves on the disk, and where.
class AgentFilesTest {
    @TempDir
    Path home;

    @Test
    void everyFileIsItsOwnersAlone() throws Exception {
        InstancePaths paths = AgentProcess.paths(home);
        try (FakeControlServer control = new FakeControlServer(paths);
                AgentProcess agent = AgentProcess.start(home);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
            await().until(() -> Files.exists(paths.forwards().state())
                    && Files.exists(paths.forwards().log("web")));
            assertThat(Files.readString(paths.forwards().pid())).isEqualTo(agent.pid() + "\n");
            assertThat(control.acknowledged()).isNotNegative();
            List<Path> directories = found(paths, true);
            List<Path> files = found(paths, false);
            assertThat(directories)
                    .contains(paths.forwards().directory(), paths.forwards().logs());
            assertThat(files)
                    .contains(
                            paths.forwards().config(),
                            paths.forwards().state(),
                            paths.forwards().lock(),
                            paths.forwards().pid(),
                            paths.forwards().agentLog(),
                            paths.forwards().socket().official());
            assertThat(directories).extracting(AgentFilesTest::mode).containsOnly("rwx------");
            assertThat(files).extracting(AgentFilesTest::mode).containsOnly("rw-------");
        }
    }

    private static List<Path> found(InstancePaths paths, boolean directories) throws IOException {
        try (Stream<Path> all = Files.walk(paths.forwards().directory())) {
            return all.filter(path -> Files.isDirectory(path) == directories).toList();
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aHomeTooLongForSocketsIsServedThroughALink() throws Exception {
        Path deep = home.resolve("d".repeat(60)).resolve("e".repeat(60));
        Files.createDirectories(deep);
        InstancePaths paths = AgentProcess.paths(deep);
        Path official = paths.forwards().socket().official();
        assertThat(official.toString().length()).isGreaterThan(103);
        try (FakeControlServer control = new FakeControlServer(paths);
                AgentProcess agent = AgentProcess.start(deep)) {
            try (JsonRpcClient client = RunningAgent.connect(paths)) {
                ForwardView forward = client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
                assertThat(forward.name()).isEqualTo("web");
                assertThat(official).isSymbolicLink();
                assertThat(control.acknowledged()).isNotNegative();
            }
            Path actual = Files.readSymbolicLink(official);
            assertThat(actual.toString()).startsWith("/tmp/kecs-");
            agent.terminate();
            assertThat(agent.awaitEnd()).isTrue();
            assertThat(official).doesNotExist();
            assertThat(actual).doesNotExist();
        }
    }

    @Test
    void anythingInTheSocketsPlaceIsTakenOver() throws Exception {
        InstancePaths paths = AgentProcess.paths(home);
        Files.writeString(paths.forwards().socket().official(), "no socket at all");
        Files.writeString(paths.forwards().pid(), "1\n");
        try (AgentProcess agent = AgentProcess.start(home);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            assertThat(client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY).pid())
                    .isEqualTo(agent.pid());
            assertThat(paths.forwards().pid()).hasContent(agent.pid() + "\n");
        }
    }
}
