package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Program;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `-Dkecs.connections=N`, 100,000 unless told: half of them reset by the client, a tenth by the server.
@Timeout(600)
class ShortConnectionsTest {
    private static final int COUNT = Integer.getInteger("kecs.connections", 100_000);
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FEW_DESCRIPTORS = 10;
    /// Of a heap of 100 bytes for each connection, 100,000 connections would leave 10 MB; KiB.
    private static final long NEXT_TO_NOTHING = 8 * 1024;

    @Test
    void shortConnectionsLeaveNothingBehindAndHarmNoOther() throws Exception {
        try (PeerServices peers = PeerServices.started();
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            int port = peers.forward("short", "peer", 2);
            Awaitility.await()
                    .until(() -> peers.state("short").path("state").asString().equals("Ready"));
            Program agent = peers.kecs().agent().orElseThrow();
            connect(threads, port, COUNT / 5);
            awaitAllClosed(peers);
            int descriptors = agent.descriptors();
            long resident = agent.resident();

            connect(threads, port, COUNT - COUNT / 5);

            awaitAllClosed(peers);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(agent.descriptors())
                            .as(() -> "open descriptors " + agent.openFiles())
                            .isLessThanOrEqualTo(descriptors + FEW_DESCRIPTORS));
            assertThat(agent.resident() - resident).as("KiB more").isLessThan(NEXT_TO_NOTHING);
            assertThat(peers.state("short").path("state").asString()).isEqualTo("Ready");
            assertThat(peers.state("short").path("reconnects").asLong()).isZero();
        }
    }

    private static void awaitAllClosed(PeerServices peers) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        peers.state("short").path("connections").path("active").asLong() == 0);
    }

    private static void connect(ExecutorService threads, int port, int count) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<Integer>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(threads.submit(() -> {
                int served = 0;
                for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    connect(port, number);
                    served++;
                }
                return served;
            }));
        }
        int served = 0;
        for (Future<Integer> client : clients) {
            served += client.get();
        }
        assertThat(served).isEqualTo(count);
    }

    private static void connect(int port, int number) throws IOException {
        int kind = number % 10;
        if (kind == 9) {
            try (Socket socket = PeerServices.ask(port, 'r')) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            } catch (IOException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
            return;
        }
        try (Socket socket = PeerServices.ask(port, 'k')) {
            assertThat(PeerServices.echoes(socket)).isTrue();
            if (kind < 5) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        }
    }
}
