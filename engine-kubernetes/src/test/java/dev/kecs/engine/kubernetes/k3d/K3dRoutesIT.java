package dev.kecs.engine.kubernetes.k3d;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.engine.kubernetes.KubernetesEngine;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.engine.kubernetes.program.ExternalPrograms;
import dev.kecs.hostports.ClusterPorts;
import dev.kecs.hostports.PortRange;
import dev.kecs.testkit.engine.EngineHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/// A service's tasks behind the Traefik of their cluster. Needs what [K3dClustersIT] needs, and the image `kecs/echo`
/// in
/// Docker.
class K3dRoutesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ServiceArn WEB = EngineHarness.CLUSTER.service("web");

    /// Of this machine's Docker only: no registry has it.
    private static final String IMAGE = "kecs-it.local/echo:1";

    private static final int TEN_SECONDS = 10_000;

    @TempDir
    Path directory;

    @Test
    void aServiceIsReachedByItsNameAtItsClustersPortWhicheverTaskIsReady() throws Exception {
        Docker docker = new Docker(new ExternalPrograms(Map.of()));
        ClusterPorts ports = RealK3d.ports(directory);
        int port = ports.lease(new ClusterPorts.Owner("test", "cluster test"), PortRange.from(8090, 100));
        K3dClusters clusters = K3dClusters.of(RealK3d.settings(directory.resolve("routes")));
        docker.run("tag", "kecs/echo:latest", IMAGE);
        try (EngineHarness harness = new EngineHarness(
                new KubernetesEngine(clusters, new Marks("routes", "0123456789abcdef"), InstantSource.system()),
                PATIENCE,
                OptionalInt.of(port))) {
            assertThat(status(port)).isEqualTo(404);
            harness.engine()
                    .expose(new ServiceExposure(
                            WEB, List.of(new ServiceExposure.Port("web", 80, "tcp")), false, List.of()));
            TaskArn first = launch(harness);
            harness.eventually().until(() -> status(port) == 200);
            harness.engine().stop(first);
            harness.exited(first, "web");
            harness.eventually().until(() -> status(port) >= 500);
            launch(harness);
            harness.eventually().until(() -> status(port) == 200);
            harness.engine().unexpose(WEB);
            harness.eventually().until(() -> status(port) == 404);
        } finally {
            clusters.tearDown(EngineHarness.CLUSTER);
            ports.releaseAllBut(Set.of());
            docker.run("rmi", IMAGE);
        }
    }

    private static TaskArn launch(EngineHarness harness) {
        TaskArn task = EngineHarness.newTask();
        harness.launch(
                task,
                new TaskLaunch.Owner(Optional.of(WEB), Tags.NONE),
                ContainerDefinition.builder()
                        .name("web")
                        .image(IMAGE)
                        .essential(true)
                        .portMappings(PortMapping.builder().containerPort(80).build())
                        .build());
        harness.running(task, "web");
        return task;
    }

    /// What a client of `http://web.test.localhost:PORT/` gets; -1 when nobody answers. Not every resolver knows that
    /// such names are this host's, so the address is given.
    private static int status(int port) {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(TEN_SECONDS);
            String request = "GET / HTTP/1.1\r\nHost: web.test.localhost:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.isEmpty() ? -1 : Integer.parseInt(answer.split(" ", 3)[1]);
        } catch (IOException silent) {
            return -1;
        }
    }
}
