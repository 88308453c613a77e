package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Program;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// The server or the agent is away for a while; each is tried with a service of its own.
public record Absences(PeerServices peers) {
    static final Duration RESET_WITHIN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Killed and started again: live and new connections go on, and nothing is there twice. Afterwards a task that is
    /// killed is replaced as ever.
    public void ofTheServer(Duration length) throws IOException {
        int port = peers.forward("orphaned", "peer", 1);
        try (Socket kept = PeerServices.ask(port, 'k')) {
            withoutServer(length, port, kept);
            // A pod lives on for a moment when its end has been asked for, and takes connections.
            peers.kill("orphaned");
            awaitEnd(kept);
        }
        assertNewConnectionIsServed(port);
    }

    /// The same, without anything that follows.
    public void ofTheServerOnly(Duration length) throws IOException {
        int port = peers.forward("orphaned", "peer", 1);
        try (Socket kept = PeerServices.ask(port, 'k')) {
            withoutServer(length, port, kept);
        }
    }

    private void withoutServer(Duration length, int port, Socket kept) throws IOException {
        String id = peers.state("orphaned").path("id").asString();
        int forwards = peers.kecs().forwards().size();
        assertThat(PeerServices.echoes(kept)).isTrue();
        Program server = peers.kecs().server().orElseThrow();
        server.kill();
        Awaitility.await().until(() -> !server.alive());
        assertServes(port, kept);
        lasting(length, () -> {
            assertServes(port, kept);
            return peers.state("orphaned").path("state").asString().equals("Ready");
        });
        peers.kecs().start();
        peers.services().awaitSteady("orphaned");
        assertServes(port, kept);
        assertThat(peers.kecs().forwards()).hasSize(forwards);
        assertThat(peers.state("orphaned").path("id").asString()).isEqualTo(id);
    }

    private static void assertServes(int port, Socket kept) throws IOException {
        kept.getOutputStream().write('k');
        assertThat(PeerServices.echoes(kept)).as("the connection from before").isTrue();
        for (int count = 0; count < 20; count++) {
            assertNewConnectionIsServed(port);
        }
    }

    /// Stopped while the target is replaced: what is dead is reset, what is new is served, and Ready is true.
    void ofTheAgent(Duration length) throws Exception {
        int port = peers.forward("frozen", "peer", 1);
        String before = peers.services().tasks("frozen").getFirst();
        Program agent = peers.kecs().agent().orElseThrow();
        try (Socket dead = PeerServices.ask(port, 'k')) {
            assertThat(PeerServices.echoes(dead)).isTrue();
            agent.signal("STOP");
            try {
                peers.kill("frozen");
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> !peers.services().tasks("frozen").contains(before));
                peers.services().awaitSteady("frozen");
                lasting(length, () -> !peers.services().tasks("frozen").contains(before));
            } finally {
                agent.signal("CONT");
            }
            long resumed = System.nanoTime();
            try (Socket next = PeerServices.ask(port, 'k')) {
                awaitEnd(dead);
                assertThat(Duration.ofNanos(System.nanoTime() - resumed)).isLessThan(RESET_WITHIN);
                JsonNode told = peers.state("frozen");
                assertThat(told.path("state").asString().equals("Ready")
                                && told.toString().contains(before))
                        .as("Ready with a dead task: %s", told)
                        .isFalse();
                assertThat(PeerServices.echoes(next)).isTrue();
            }
        }
        assertNewConnectionIsServed(port);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> peers.state("frozen").path("state").asString().equals("Ready"));
    }

    static void assertNewConnectionIsServed(int port) throws IOException {
        try (Socket socket = PeerServices.ask(port, 'k')) {
            assertThat(PeerServices.echoes(socket)).isTrue();
        }
    }

    /// Waits for the end of a connection, however it comes.
    static void awaitEnd(Socket socket) {
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    /// Something is true now and stays so.
    private static void lasting(Duration length, Callable<Boolean> condition) {
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .during(length)
                .atMost(length.plus(PATIENCE))
                .until(condition);
    }
}
