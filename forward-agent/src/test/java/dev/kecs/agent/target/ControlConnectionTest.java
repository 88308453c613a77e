package dev.kecs.agent.target;

import static dev.kecs.agent.testing.FakeControlServer.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.AgentProcess;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlConnectionTest {
    private static final Resolve WEB = Resolve.port(new Target.OfService("demo", "web"), 80);

    @TempDir
    Path home;

    private InstancePaths paths;
    private ControlConnection connection;
    private final List<Snapshot> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        paths = AgentProcess.paths(home);
        connection = ControlConnection.start(paths.controlSocket());
    }

    @AfterEach
    void stop() {
        connection.close();
    }

    private List<String> lastTasks() {
        return heard.isEmpty()
                ? List.of()
                : heard.getLast().endpoints().stream().map(Endpoint::task).toList();
    }

    @Test
    void withoutAServerResolvingSaysHowToStartOne() {
        RpcException error = catchThrowableOfType(RpcException.class, () -> connection.resolve(WEB));
        assertThat(error.code()).isEqualTo(ErrorCode.NOT_RUNNING);
        assertThat(error.hint()).isEqualTo("kecs start");
        assertThat(connection.isConnected()).isFalse();
    }

    @Test
    void aWatchBegunBeforeTheServerIsServedWhenItComes() throws Exception {
        try (TargetWatch watch = connection.watch(WEB, heard::add);
                FakeControlServer server = new FakeControlServer(paths)) {
            await().until(() -> !heard.isEmpty());
            assertThat(heard.getLast().reason()).isEqualTo(SnapshotReason.NO_RUNNING_TASK);
            long generation = server.endpoints(ready("t1", 1));
            await().until(() -> lastTasks().equals(List.of("t1")));
            watch.acknowledge(generation);
            await().until(() -> server.acknowledged() == generation);
            assertThat(connection.resolve(WEB).endpoints()).hasSize(1);
        }
    }

    @Test
    void everyWatchIsBegunAnewWhenTheServerHasComeBack() throws Exception {
        List<Snapshot> other = new CopyOnWriteArrayList<>();
        try (FakeControlServer server = new FakeControlServer(paths)) {
            connection.watch(WEB, heard::add);
            connection.watch(Resolve.only(new Target.OfTask("demo", "t1")), other::add);
            server.endpoints(ready("t1", 1));
            await().until(() -> lastTasks().equals(List.of("t1")) && !other.isEmpty());
        }
        await().until(() -> !connection.isConnected());
        other.clear();
        try (FakeControlServer server = new FakeControlServer(paths)) {
            server.endpoints(ready("t2", 2));
            await().until(() -> lastTasks().equals(List.of("t2")) && !other.isEmpty());
            assertThat(connection.isConnected()).isTrue();
        }
    }

    @Test
    void aClosedWatchHearsNothingMore() throws Exception {
        List<Snapshot> other = new CopyOnWriteArrayList<>();
        try (FakeControlServer server = new FakeControlServer(paths)) {
            TargetWatch closed = connection.watch(WEB, heard::add);
            connection.watch(WEB, other::add);
            await().until(() -> !heard.isEmpty() && !other.isEmpty());
            closed.close();
            closed.close();
            long generation = server.endpoints(ready("t1", 1));
            await().until(() -> other.getLast().generation() == generation);
            assertThat(lastTasks()).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotReadHoldsUpNoCaller() throws Exception {
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(paths.controlSocket().prepare());
            try (SocketChannel accepted = silent.accept()) {
                accepted.read(ByteBuffer.allocate(4096));
                accepted.write(StandardCharsets.UTF_8.encode("""
                        {"jsonrpc":"2.0","id":1,"result":{"protocol":%d,"version":"x","instance":"default","pid":1}}
                        """.formatted(Protocol.NUMBER)));
                await().until(connection::isConnected);
                TargetWatch watch = connection.watch(WEB, heard::add);
                long began = System.nanoTime();
                for (int i = 0; i < 50_000; i++) {
                    watch.acknowledge(i);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            }
        }
    }
}
