package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;

/// The leased port of a cluster whose engine has no Traefik.
@Timeout(300)
class TraefikPortsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = FreePort.any();

    private static String get(int port, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String state(Kecs kecs) {
        var listed = kecs.run("traefik", "list", "-o", "json").done().json().path(0);
        return listed.path("state").asString("none") + " "
                + listed.path("routes").path(0).asString("");
    }

    private boolean refuses() throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return !socket.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }

    @Test
    void servicesAnswerAtTheirClustersPortByNameThroughRestartsUntilTheClusterIsGone() throws Exception {
        String web = "web.routed.localhost:" + port;
        try (Kecs kecs = Kecs.started("traefik: {enabled: true, port: " + port + "}\n");
                EcsClient ecs = kecs.ecs()) {
            Services services = Services.in(ecs, "routed");
            services.register("echo", "kecs/echo", List.of(80));
            services.create("web", "echo", 1);
            await().atMost(PATIENCE).until(() -> state(kecs).equals("listening http://" + web + "/"));
            assertThat(get(port, web)).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(get(port, "other.routed.localhost"))
                    .startsWith("HTTP/1.1 404 Not Found\r\n")
                    .contains("http://" + web + "/\n");
            assertThat(get(port, "localhost:" + port)).contains("none is ready; look: kecs status");
            assertThat(kecs.forwards().size()).isZero();
            ecs.createService(request -> request.cluster("routed")
                    .serviceName("private")
                    .taskDefinition("echo")
                    .desiredCount(1)
                    .networkConfiguration(network -> network.awsvpcConfiguration(
                            vpc -> vpc.subnets("subnet-1").assignPublicIp(AssignPublicIp.DISABLED))));
            await().atMost(PATIENCE)
                    .until(() -> get(port, "private.routed.localhost").startsWith("HTTP/1.1 200 OK\r\n"));

            kecs.run("restart").done();
            assertThat(get(port, web)).startsWith("HTTP/1.1 200 OK\r\n");
            kecs.agent().orElseThrow().kill();
            await().atMost(PATIENCE).until(() -> state(kecs).equals("silent "));
            kecs.start();
            await().atMost(PATIENCE).until(() -> state(kecs).startsWith("listening "));
            assertThat(get(port, web)).startsWith("HTTP/1.1 200 OK\r\n");

            for (String service : List.of("private", "web")) {
                ecs.deleteService(
                        request -> request.cluster("routed").service(service).force(true));
            }
            await().atMost(PATIENCE).until(() -> get(port, web).startsWith("HTTP/1.1 404 "));
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                ecs.deleteCluster(request -> request.cluster("routed"));
                return true;
            });
            // Its port is free for the next at once, though the agent may not have heard of that yet.
            ecs.createCluster(request -> request.clusterName("next"));
            await().atMost(PATIENCE).until(() -> get(port, web).contains("No service of cluster next is reached"));
            ecs.deleteCluster(request -> request.cluster("next"));
            await().atMost(PATIENCE).until(this::refuses);
        }
    }

    @Test
    void aPortThatAStrangerTookIsToldUntilItIsFree() throws Exception {
        try (Kecs kecs = Kecs.started("traefik: {enabled: true, port: " + port + "}\n");
                EcsClient ecs = kecs.ecs()) {
            ecs.createCluster(request -> request.clusterName("routed"));
            await().atMost(PATIENCE).until(() -> state(kecs).equals("listening "));
            kecs.agent().orElseThrow().kill();
            await().atMost(PATIENCE).until(this::refuses);
            try (ServerSocket stranger = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                kecs.start();
                await().atMost(PATIENCE).until(() -> state(kecs).equals("taken "));
                assertThat(kecs.run("traefik", "list").done().out())
                        .contains("port " + stranger.getLocalPort(), "is taken");
            }
            await().atMost(PATIENCE).until(() -> state(kecs).equals("listening "));
        }
    }
}
