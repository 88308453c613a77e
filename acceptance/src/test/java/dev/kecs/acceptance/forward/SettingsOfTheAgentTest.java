package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// The gateway, the metrics and the notifications of an instance whose `kecs.yaml` asks for them.
@Timeout(300)
class SettingsOfTheAgentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void aForwardIsReachedByItsHostNameCountedAndItsLossTold() throws Exception {
        Path told = directory.resolve("told");
        Path program = Files.writeString(
                directory.resolve("tell"), "#!/bin/sh\necho \"$KECS_EVENT $KECS_FORWARD_NAME\" >> " + told + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try (Kecs kecs = Kecs.started("portForward:\n  gatewayPort: 0\n  metricsPort: 0\n"
                        + "  notifications: {after: 0, command: [" + program + "]}\n");
                EcsClient ecs = kecs.ecs()) {
            Services services = Services.in(ecs, "named");
            services.register("echo", "kecs/echo", List.of(80));
            services.create("web", "echo", 1);
            services.awaitSteady("web");
            kecs.run("port-forward", "start", "service", "named/web").done();
            JsonNode listening =
                    kecs.run("status", "-o", "json").done().json().path("agent").path("listening");
            int gateway = URI.create(listening.path("gateway").asString().replaceAll("<[a-z]+>", "any"))
                    .getPort();

            assertThat(get(gateway, "web.named.localhost:" + gateway)).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(get(gateway, "web.example.test")).startsWith("HTTP/1.1 404 Not Found\r\n");
            assertThat(metrics(listening)).contains("kecs_forward_state{forward=\"web\",state=\"Ready\"} 1");

            services.scale("web", 0);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told).exists().hasContent("lost web"));
            services.scale("web", 1);
            assertThat(get(gateway, "web.localhost")).startsWith("HTTP/1.1 200 OK\r\n");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).hasContent("lost web\nrecovered web"));
            assertThat(metrics(listening)).contains("kecs_forward_reconnects_total{forward=\"web\"} 1");

            kecs.run("port-forward", "restart-agent").done();
            assertThat(kecs.run("status").done().out()).contains("gateway", "metrics");
            assertThat(Files.readString(kecs.forwardsDirectory().resolve("logs/agent.log")))
                    .doesNotContain("Undertow", "XNIO", "WARNING");
        }
    }

    private static String get(int port, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String metrics(JsonNode listening) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(listening.path("metrics").asString()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
