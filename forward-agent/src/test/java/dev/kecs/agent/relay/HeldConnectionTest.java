package dev.kecs.agent.relay;

import static dev.kecs.agent.relay.RunningRelay.PATIENT;
import static dev.kecs.agent.relay.RunningRelay.to;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static dev.kecs.agent.testing.RunningAgent.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.relay.route.Limits;
import dev.kecs.agent.testing.FakeTask;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Connections that wait for a destination.
class HeldConnectionTest {
    private static void awaitHeld(RunningRelay relay, int count) {
        await().until(() -> relay.counters().held() == count);
    }

    @Test
    void theyAreServedByTheFirstDestination() throws Exception {
        try (RunningRelay relay = new RunningRelay();
                FakeTask task = new FakeTask(FakeTask.ECHO)) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(relay.connect());
            }
            awaitHeld(relay, 20);
            relay.route(to("t1", task));
            for (Socket client : clients) {
                assertEchoes(client, "x");
                client.close();
            }
            assertThat(relay.counters().held()).isZero();
        }
    }

    @Test
    void whatTheySentAlreadyArrivesFirstAndWhole() throws Exception {
        byte[] early = new byte[1_000_000];
        new java.util.Random(3).nextBytes(early);
        CompletableFuture<byte[]> arrived = new CompletableFuture<>();
        try (RunningRelay relay = new RunningRelay();
                FakeTask task = new FakeTask(
                        socket -> arrived.complete(socket.getInputStream().readAllBytes()));
                Socket client = relay.connect()) {
            awaitHeld(relay, 1);
            client.getOutputStream().write(early, 0, 10);
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    client.getOutputStream().write(early, 10, early.length - 10);
                    client.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            relay.route(to("t1", task));
            assertThat(arrived.get(10, TimeUnit.SECONDS)).isEqualTo(early);
            sender.join();
        }
    }

    @Test
    void aRequestThatHasEndedIsStillAnswered() throws Exception {
        FakeTask.Service answers = socket -> {
            byte[] request = socket.getInputStream().readAllBytes();
            socket.getOutputStream().write(request.length);
        };
        try (RunningRelay relay = new RunningRelay();
                FakeTask task = new FakeTask(answers);
                Socket client = relay.connect()) {
            client.getOutputStream().write(bytes("question"));
            client.shutdownOutput();
            awaitHeld(relay, 1);
            relay.route(to("t1", task));
            assertThat(client.getInputStream().read()).isEqualTo(8);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aClientThatLeavesMakesRoomAtOnce() throws Exception {
        try (RunningRelay relay = new RunningRelay(Limits.holding(Duration.ofMinutes(5), 1))) {
            Socket leaves = relay.connect();
            awaitHeld(relay, 1);
            leaves.close();
            awaitHeld(relay, 0);
            Socket resets = relay.connect();
            resets.getOutputStream().write(bytes("request"));
            awaitHeld(relay, 1);
            resets.setSoLinger(true, 0);
            resets.close();
            awaitHeld(relay, 0);
            assertThat(relay.counters().failed()).isEqualTo(2);
            try (Socket next = relay.connect();
                    FakeTask task = new FakeTask(FakeTask.ECHO)) {
                awaitHeld(relay, 1);
                relay.route(to("t1", task));
                assertEchoes(next, "x");
                assertThat(task.served).hasValue(1);
            }
        }
    }

    @Test
    void oneTooManyIsResetWithAReason() throws Exception {
        try (RunningRelay relay = new RunningRelay(Limits.holding(Duration.ofMinutes(5), 3))) {
            List<Socket> held = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                held.add(relay.connect());
            }
            awaitHeld(relay, 3);
            try (Socket tooMany = relay.connect()) {
                assertThatThrownBy(() -> tooMany.getInputStream().read()).hasMessage("Connection reset");
            }
            assertThat(relay.told).contains("more than 3 connections are held");
            assertThat(relay.counters().held()).isEqualTo(3);
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void theyFollowAnotherLimit() throws Exception {
        try (RunningRelay relay = new RunningRelay(Limits.holding(Duration.ofMinutes(5), 10));
                Socket client = relay.connect()) {
            awaitHeld(relay, 1);
            relay.listener.limit(Limits.holding(Duration.ofMillis(300), 10));
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessage("Connection reset");
            assertThat(relay.told).containsExactly("held", "no endpoint was ready within 300 ms");
        }
    }

    @Test
    void theyAreResetWhenTheirTimeIsOver() throws Exception {
        try (RunningRelay relay = new RunningRelay(Limits.holding(Duration.ofMillis(300), PATIENT.mostHeld()));
                Socket client = relay.connect()) {
            long began = System.nanoTime();
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessage("Connection reset");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(2));
            assertThat(relay.told).containsExactly("held", "no endpoint was ready within 300 ms");
            assertThat(relay.counters().failed()).isEqualTo(1);
        }
    }
}
