package dev.kecs.agent.scenario;

import static dev.kecs.agent.testing.FakeControlServer.ready;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scenario 5, its last sentence: the agent may open no more descriptors.
class DescriptorLimitTest {
    @TempDir
    Path home;

    /// With one of the limits the last descriptor is missing when a client is accepted, with the other when its task is
    /// dialled.
    @ParameterizedTest
    @ValueSource(ints = {256, 257})
    void clientsAreRefusedAtOnceTheOthersGoOnAndNothingSpins(int limit) throws Exception {
        InstancePaths paths = AgentProcess.paths(home);
        try (FakeControlServer control = new FakeControlServer(paths);
                FakeTask task = new FakeTask(FakeTask.ECHO);
                AgentProcess agent = AgentProcess.withDescriptors(home, limit);
                JsonRpcClient client = RunningAgent.connect(paths)) {
            control.endpoints(ready("t1", task.port()));
            client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
            ForwardView forward = client.call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady("web", 5000));

            List<Socket> served = new ArrayList<>();
            int refused = 0;
            for (int i = 0; i < limit; i++) {
                Optional<Socket> socket = serve(forward);
                socket.ifPresent(served::add);
                refused += socket.isPresent() ? 0 : 1;
            }
            assertThat(served).hasSizeBetween(20, limit / 2);
            assertThat(refused).isGreaterThan(limit / 4);

            Duration before = agent.cpu();
            await().during(Duration.ofSeconds(1)).until(agent::isAlive);
            assertThat(agent.cpu().minus(before)).isLessThan(Duration.ofMillis(300));

            try (JsonRpcClient another = RunningAgent.connect(paths)) {
                assertThat(another.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).hasSize(1);
            }
            assertThat(Files.readAllLines(paths.forwards().log("web")))
                    .hasSizeLessThan(10)
                    .anyMatch(line -> line.contains("Too many open files"));
            for (Socket socket : served) {
                assertEchoes(socket, "still here");
                socket.close();
            }
            await().until(() -> {
                Optional<Socket> socket = serve(forward);
                if (socket.isPresent()) {
                    socket.get().close();
                }
                return socket.isPresent();
            });
        }
    }

    /// A connection that is echoed to; nothing when it was reset, be it already while it was being made. A client that
    /// is ignored fails the test with a timeout.
    private static Optional<Socket> serve(ForwardView forward) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(forward.address(), forward.localPort()));
            socket.getOutputStream().write('x');
            if (socket.getInputStream().read() == 'x') {
                return Optional.of(socket);
            }
        } catch (SocketException e) {
            // Reset.
        }
        socket.close();
        return Optional.empty();
    }
}
