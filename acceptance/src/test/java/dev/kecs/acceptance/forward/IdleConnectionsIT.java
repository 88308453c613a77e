package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Program;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scenario 5 at full size. Needs 19,000 descriptors (`ulimit -H -n`), two for each connection in the agent, and the
/// JDK's `jcmd`, which tells the agent's heap.
@Timeout(600)
class IdleConnectionsIT {
    private static final int CONNECTIONS = 9_000;
    private static final int SOME_CONNECTIONS = 200;
    private static final int MOST_THREADS = 50;
    private static final double SOME = 1.05;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void nineThousandIdleConnectionsLiveAndLeaveNothingBehind() throws Exception {
        try (PeerServices peers = PeerServices.started()) {
            int port = peers.forward("idle", "peer", 1);
            Program agent = peers.kecs().agent().orElseThrow();
            // What is opened at first use stays open, so descriptors are compared with those after some connections.
            holdAndLetGo(peers, port, SOME_CONNECTIONS);
            int before = agent.descriptors();
            // Tables that have grown once stay as large, so the heap is compared with that after a first time.
            holdAndLetGo(peers, port, CONNECTIONS);
            awaitDescriptors(agent, before);
            long heap = AgentHeap.used(agent);

            holdAndLetGo(peers, port, CONNECTIONS);

            awaitDescriptors(agent, before);
            assertThat(AgentHeap.used(agent)).as("bytes of heap in use").isLessThan((long) (heap * SOME));
            assertThat(connections(peers, "reset")).isZero();
        }
    }

    private static void holdAndLetGo(PeerServices peers, int port, int count) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int number = 0; number < count; number++) {
                sockets.add(PeerServices.ask(port, 'k'));
            }
            for (Socket socket : sockets) {
                assertThat(PeerServices.echoes(socket)).isTrue();
            }
            assertThat(connections(peers, "active")).isEqualTo(count);
            assertThat(peers.kecs().agent().orElseThrow().threads()).isLessThan(MOST_THREADS);
            for (Socket socket : sockets) {
                socket.getOutputStream().write('k');
                assertThat(PeerServices.echoes(socket)).as("afterwards").isTrue();
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Awaitility.await().atMost(PATIENCE).until(() -> connections(peers, "active") == 0);
    }

    private static int connections(PeerServices peers, String counted) {
        return peers.state("idle").path("connections").path(counted).asInt();
    }

    private static void awaitDescriptors(Program agent, int before) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(agent.descriptors())
                        .as(() -> "open descriptors " + agent.openFiles())
                        .isLessThanOrEqualTo((int) Math.ceil(before * SOME)));
    }
}
