package dev.kecs.engine.kubernetes.k3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.engine.environment.AwsForTasks;
import dev.kecs.ecs.engine.environment.HostDoors;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.KubernetesEngine;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.hostports.ClusterPorts;
import dev.kecs.hostports.PortRange;
import dev.kecs.hostports.relay.AddressRelay;
import dev.kecs.testkit.engine.EngineHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// An AWS emulator on this host's loopback, reached from a pod and through the Traefik of its cluster. Needs what
/// [K3dClustersIT] needs, the image `busybox`, and `moto_server`.
class K3dAwsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TRAEFIK_KNOWS_NONE = 404;
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    /// Relays to the emulator; in the product they lead to the API, which passes on.
    private static final class Doors implements HostDoors, AutoCloseable {
        private final InetSocketAddress emulator;
        private volatile Optional<AddressRelay> relay = Optional.empty();
        private volatile String address = "";

        Doors(InetSocketAddress emulator) {
            this.emulator = emulator;
        }

        @Override
        public OptionalInt open(ClusterArn cluster, String at) {
            try {
                address = at;
                relay = Optional.of(AddressRelay.listen(at, 0, emulator));
                return OptionalInt.of(relay.get().port());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close(ClusterArn cluster) {}

        @Override
        public void close() throws IOException {
            if (relay.isPresent()) {
                relay.get().close();
            }
        }

        String url() {
            return "http://" + NAME + ":" + relay.orElseThrow().port();
        }
    }

    @Test
    void anEmulatorOnThisHostIsReachedFromPodsAndThroughTraefikForAsLongAsThereIsOne() throws Exception {
        InetSocketAddress emulator = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), freePort());
        Process moto = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(emulator.getPort()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("moto.log").toFile())
                .start();
        ClusterPorts ports = RealK3d.ports(directory);
        int port = ports.lease(new ClusterPorts.Owner("test", "cluster test"), PortRange.from(8090, 100));
        K3dClusters clusters = K3dClusters.of(RealK3d.settings(directory.resolve("aws")));
        Doors doors = new Doors(emulator);
        AwsForTasks aws = new AwsForTasks(
                (task, environment) -> Map.of("AWS_ENDPOINT_URL", doors.url()), doors, AwsForTasks.NOTHING.secrets());
        Awaitility.await().atMost(PATIENCE).until(() -> status("PUT", emulator.getPort(), "/files") == 200);
        try {
            try (doors;
                    EngineHarness harness = new EngineHarness(engine(clusters, aws), PATIENCE, OptionalInt.of(port))) {
                harness.eventually().until(() -> body(port).contains("<Name>files</Name>"));
                TaskArn task = harness.launch(ContainerDefinition.builder()
                        .name("app")
                        .image("busybox")
                        .entryPoint("sh", "-c")
                        .command(
                                "wget -q -O - --header 'Host: localhost' $AWS_ENDPOINT_URL/ | grep '<Name>files</Name>'")
                        .build());
                assertThat(harness.exited(task, "app").exitCode()).contains(0);
                int relayed = URI.create(doors.url()).getPort();
                assertThat(doors.address).isNotEmpty().doesNotStartWith("127.");
                assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral("127.0.0.1"), relayed).close())
                        .isInstanceOf(IOException.class);
            }
            try (EngineHarness without =
                    new EngineHarness(engine(clusters, AwsForTasks.NOTHING), PATIENCE, OptionalInt.of(port))) {
                without.eventually().until(() -> status("GET", port, "/") == TRAEFIK_KNOWS_NONE);
            }
        } finally {
            moto.destroy();
            clusters.tearDown(EngineHarness.CLUSTER);
            ports.releaseAllBut(Set.of());
        }
    }

    private static KubernetesEngine engine(K3dClusters clusters, AwsForTasks aws) {
        return new KubernetesEngine(clusters, new Marks("aws", "0123456789abcdef"), aws, InstantSource.system());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    private HttpResponse<String> send(String method, int port, String path) throws InterruptedException, IOException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request,"
                                        + " SignedHeaders=host, Signature=0")
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int status(String method, int port, String path) throws InterruptedException {
        try {
            return send(method, port, path).statusCode();
        } catch (IOException notYet) {
            return -1;
        }
    }

    private String body(int port) throws InterruptedException {
        try {
            return send("GET", port, "/").body();
        } catch (IOException notYet) {
            return "";
        }
    }
}
