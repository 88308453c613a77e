package dev.kecs.acceptance.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;

/// The server is killed at random moments while clients change things: what it has acknowledged is there
/// afterwards, what ran goes on, and nothing runs twice or for ever.
class ServerKillTest {
    private static final int KILLS = 50;
    private static final int CLIENTS = 3;
    private static final int LONGEST_LIFE_MILLIS = 300;

    @Test
    void nothingAcknowledgedIsLostAndNothingRunsTwice() throws Exception {
        Random random = new Random(1);
        try (Kecs kecs = Kecs.prepared()) {
            kecs.configure("images:\n  test/sleep:\n    command: [sleep, \"100000\"]\n");
            kecs.start();
            kecs.createWebapp();
            kecs.ecs()
                    .registerTaskDefinition(r -> r.family("sleep")
                            .cpu("256")
                            .memory("512")
                            .networkMode("awsvpc")
                            .containerDefinitions(List.of(Containers.idle("sleep", "test/sleep"))));
            kecs.succeed("port-forward", "start", "service", "production/webapp", "--local-port", "0");
            Set<String> anchors = runtimeIds(kecs, "webapp");
            List<ChangingClient> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new ChangingClient(kecs.ecs(), "s" + i, new Random(i)));
            }
            try (KeptConnection connection =
                    new KeptConnection(kecs.forward("webapp").path("localPort").asInt())) {
                clients.forEach(ChangingClient::start);
                for (int kill = 0; kill < KILLS; kill++) {
                    pause(random.nextInt(LONGEST_LIFE_MILLIS));
                    Processes.kill(kecs.serverPid());
                    connection.ask();
                    kecs.start();
                }
                clients.forEach(ChangingClient::stop);
                assertThat(connection.ask()).isEqualTo(200);
            }
            for (ChangingClient client : clients) {
                client.assertNothingLost();
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() ->
                                assertThat(running(kecs, client.service())).hasSize(client.wanted(kecs.ecs())));
            }
            assertThat(runtimeIds(kecs, "webapp")).isEqualTo(anchors);
            long expected = clients.stream()
                    .mapToLong(client -> client.wanted(kecs.ecs()))
                    .sum();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(sleeping(kecs)).hasSize((int) expected));
            assertThat(clients.stream().mapToInt(ChangingClient::acknowledged).sum())
                    .as("acknowledged changes")
                    .isGreaterThan(KILLS);
        }
    }

    /// A random moment is what is wished for, not a condition.
    private static void pause(int millis) throws InterruptedException {
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Nobody counts it down");
        }
    }

    private static List<String> sleeping(Kecs kecs) throws IOException {
        return Processes.concerning(kecs.instance()).stream()
                .filter(line -> line.matches("\\d+ sleep 100000 "))
                .toList();
    }

    private static List<Task> running(Kecs kecs, String service) {
        List<String> arns = kecs.ecs()
                .listTasks(r -> r.cluster("production").serviceName(service))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : kecs.ecs().describeTasks(r -> r.cluster("production").tasks(arns)).tasks().stream()
                        .filter(task -> task.lastStatus().equals("RUNNING"))
                        .toList();
    }

    /// The process ids of a service's running tasks.
    private static Set<String> runtimeIds(Kecs kecs, String service) {
        return running(kecs, service).stream()
                .map(task -> task.containers().getFirst().runtimeId())
                .collect(Collectors.toSet());
    }

    /// One HTTP connection through the forward that stays open.
    private record KeptConnection(Socket socket) implements AutoCloseable {
        KeptConnection(int port) throws IOException {
            this(new Socket(InetAddress.getLoopbackAddress(), port));
        }

        /// @return the status
        int ask() throws IOException {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] buffer = new byte[4096];
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("}\n")) {
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    throw new IOException("the connection ended after: " + answer);
                }
                answer.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            }
            return Integer.parseInt(answer.substring(9, 12));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
