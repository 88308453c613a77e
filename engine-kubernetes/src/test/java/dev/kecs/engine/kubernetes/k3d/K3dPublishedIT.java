package dev.kecs.engine.kubernetes.k3d;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.KubernetesEngine;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.engine.kubernetes.program.ExternalPrograms;
import dev.kecs.engine.kubernetes.reach.ReachWish;
import dev.kecs.engine.kubernetes.reach.ReachWish.Route;
import dev.kecs.testkit.engine.EngineHarness;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/// Tasks that this host reaches at ports that it publishes. Needs what [K3dClustersIT] needs, and the image `kecs/echo`
/// in Docker.
class K3dPublishedIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TEN_SECONDS = 10_000;

    @TempDir
    Path directory;

    private K3dClusters clusters(ReachWish reach) {
        return K3dClusters.of(RealK3d.settings(directory.resolve("published"), reach));
    }

    private EngineHarness harness(K3dClusters clusters) {
        return new EngineHarness(
                new KubernetesEngine(clusters, new Marks("published", "0123456789abcdef"), InstantSource.system()),
                PATIENCE);
    }

    @Test
    void aPoolOfOneServesOneTaskAndAnEditTheOthersAndAllAreKnownAfterARestart() throws Exception {
        K3dClusters clusters = clusters(new ReachWish(Route.PUBLISHED, OptionalInt.of(1)));
        try {
            TaskArn first;
            TaskArn second;
            int added;
            EngineHarness harness = harness(clusters);
            first = launch(harness);
            second = launch(harness);
            watch(harness, first);
            int ofTheNode = reached(harness, first);
            assertThat(status(ofTheNode)).isEqualTo(200);
            try (Socket kept = connect(ofTheNode)) {
                watch(harness, first, second);
                added = reached(harness, second);
                assertThat(status(added)).isEqualTo(200);
                assertThat(harness.steps()).anyMatch(step -> step.startsWith("all published ports are in use"));
                assertThat(statusOn(kept))
                        .as("a connection through a port that the node publishes")
                        .isEqualTo(200);
            }
            harness.leave();

            EngineHarness next = harness(clusters(new ReachWish(Route.PUBLISHED, OptionalInt.of(1))));
            watch(next, first, second);
            assertThat(List.of(reached(next, first), reached(next, second))).containsExactly(ofTheNode, added);
            watch(next, second);
            next.eventually().until(() -> bindings(next, first).isEmpty());
            // The node hears of a Service's end a moment after it is gone.
            next.eventually().until(() -> status(ofTheNode) == -1);
            next.close();
        } finally {
            clusters.tearDown(EngineHarness.CLUSTER);
        }
        assertThat(new Docker(new ExternalPrograms(Map.of())).run("ps", "--all", "--format", "{{.Names}}"))
                .doesNotContain("kecs-published");
    }

    private static void watch(EngineHarness harness, TaskArn... tasks) {
        Set<TaskPort> ports =
                Stream.of(tasks).map(task -> new TaskPort(task, 80, "tcp")).collect(Collectors.toSet());
        harness.engine().watched(ports);
    }

    private static List<PortBinding> bindings(EngineHarness harness, TaskArn task) {
        return harness.observed(task).orElseThrow().bindings();
    }

    /// The port of this host's loopback address.
    private static int reached(EngineHarness harness, TaskArn task) {
        PortBinding binding = harness.eventually()
                .until(() -> bindings(harness, task), all -> !all.isEmpty())
                .getFirst();
        assertThat(binding.address()).isEqualTo("127.0.0.1");
        return binding.port();
    }

    private static TaskArn launch(EngineHarness harness) {
        TaskArn task = harness.launch(ContainerDefinition.builder()
                .name("web")
                .image("kecs/echo")
                .essential(true)
                .portMappings(PortMapping.builder().containerPort(80).build())
                .build());
        harness.running(task, "web");
        return task;
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(TEN_SECONDS);
        return socket;
    }

    /// -1 when the connection is ended without an answer.
    private static int status(int port) {
        try (Socket socket = connect(port)) {
            return statusOn(socket);
        } catch (IOException refused) {
            return -1;
        }
    }

    private static int statusOn(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return answer.isEmpty() ? -1 : Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
