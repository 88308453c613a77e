package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;
import tools.jackson.databind.JsonNode;

/// Scenario 16: UDP, with a task that never answers what it is sent.
@Timeout(300)
class DatagramsTest {
    private static final int DATAGRAMS = 10_000;
    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final int port = FreePort.any();

    @Test
    void tenThousandOneWayDatagramsArriveAndTheReplacementGetsTheNext() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        try (Kecs kecs = Kecs.started("images:\n  counter:\n    command: [%s, -XX:+UseSerialGC, -cp, %s, %s]\n"
                        .formatted(
                                java,
                                Path.of("target", "test-classes").toAbsolutePath(),
                                DatagramCounter.class.getName()));
                EcsClient ecs = kecs.ecs();
                DatagramSocket asker = socket()) {
            Services services = Services.in(ecs, "udp");
            ecs.registerTaskDefinition(request -> request.family("counter")
                    .networkMode(NetworkMode.AWSVPC)
                    .containerDefinitions(ContainerDefinition.builder()
                            .name(Services.CONTAINER)
                            .image("counter")
                            .memory(128)
                            .portMappings(PortMapping.builder()
                                    .containerPort(7000)
                                    .protocol(TransportProtocol.UDP)
                                    .build())
                            .build()));
            services.create("counter", "counter", 1);
            services.awaitSteady("counter");
            kecs.run("port-forward", "start", "service", "udp/counter", "--local-port", "" + port)
                    .done();
            JsonNode forward = kecs.forwards().get(0);
            assertThat(forward.path("ports").get(0).path("protocol").asString()).isEqualTo("udp");

            List<DatagramSocket> clients = new ArrayList<>();
            try {
                for (int i = 0; i < AT_ONCE; i++) {
                    clients.add(socket());
                }
                awaitCount(asker, "0 0");
                long began = System.nanoTime();
                for (int sent = AT_ONCE; sent <= DATAGRAMS; sent += AT_ONCE) {
                    for (DatagramSocket client : clients) {
                        // Many senders with one datagram each, then one sender with many that waits for no answer.
                        send(sent % (2 * AT_ONCE) == 0 ? clients.getFirst() : client, "one way");
                    }
                    awaitCount(asker, sent + " " + AT_ONCE);
                }
                // Were each of the hundred rounds to wait for answers, for a second only, this would be over.
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
                String task = services.tasks("counter").getFirst();
                kecs.container(task, Services.CONTAINER).orElseThrow().kill();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> !services.tasks("counter").contains(task));
                services.awaitSteady("counter");
                awaitCount(asker, "0 0");
                send(clients.getFirst(), "after");
                awaitCount(asker, "1 1");
            } finally {
                clients.forEach(DatagramSocket::close);
            }
            kecs.run("port-forward", "stop", "--all").done();
            new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1")).close();
        }
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        socket.setSoTimeout(500);
        return socket;
    }

    private void send(DatagramSocket socket, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(content, content.length, InetAddress.ofLiteral("127.0.0.1"), port));
    }

    private void awaitCount(DatagramSocket asker, String expected) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(ask(asker)).isEqualTo(expected));
    }

    private String ask(DatagramSocket asker) throws IOException {
        send(asker, "?");
        DatagramPacket answer = new DatagramPacket(new byte[100], 100);
        try {
            asker.receive(answer);
        } catch (SocketTimeoutException e) {
            return "no answer";
        }
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
    }
}
