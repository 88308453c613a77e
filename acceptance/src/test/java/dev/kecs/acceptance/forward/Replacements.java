package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/// Tasks with the same tags that replace each other, and a forward that must follow the newest. Used by one thread.
final class Replacements {
    static final Map<String, String> TAGS = Map.of("Environment", "dev", "Component", "worker");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FORWARD = "newest";

    private final PeerServices peers;
    private final int port = FreePort.any();
    private String chosen;

    private Replacements(PeerServices peers, String first) {
        this.peers = peers;
        this.chosen = first;
    }

    static Replacements started(PeerServices peers) throws IOException {
        Replacements started = new Replacements(peers, peers.services().run("peer", TAGS));
        peers.startByTags(FORWARD, "Environment=dev,Component=worker", started.port)
                .done();
        started.awaitChosen(started.chosen, started.chosen);
        return started;
    }

    Services services() {
        return peers.services();
    }

    String chosen() {
        return chosen;
    }

    /// Runs a newer one; a connection to the older lives on. Every third time the newer ends before the one that it
    /// replaced, which must be chosen again.
    void replace(int round) throws IOException {
        String before = chosen;
        String newer;
        try (Socket kept = PeerServices.ask(port, 'k')) {
            assertThat(PeerServices.echoes(kept)).isTrue();
            newer = services().run("peer", TAGS);
            awaitChosen(newer, before);
            kept.getOutputStream().write('k');
            assertThat(PeerServices.echoes(kept))
                    .as("a connection to the older task")
                    .isTrue();
        }
        if (round % 3 == 2) {
            services().stop(newer);
            awaitChosen(before, newer);
        } else {
            services().stop(before);
            chosen = newer;
        }
        assertThat(answering()).isEqualTo(chosen);
    }

    /// Waits until the forward goes to one task; until then each connection is served by the other.
    void awaitChosen(String wanted, String until) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            String task = answering();
            assertThat(task).isIn(wanted, until);
            return task.equals(wanted);
        });
        assertThat(peers.state(FORWARD).path("selected").path("task").asString())
                .isEqualTo(wanted);
        chosen = wanted;
    }

    /// The task that serves a new connection.
    String answering() throws IOException {
        String[] words = PeerServices.answer(port, 'i').strip().split(" ", -1);
        assertThat(words).as("an answer").hasSize(3);
        return words[1];
    }
}
