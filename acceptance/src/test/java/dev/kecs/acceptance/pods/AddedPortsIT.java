package dev.kecs.acceptance.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.forward.ForwardScenarios;
import dev.kecs.acceptance.forward.NewestTask;
import dev.kecs.acceptance.forward.PeerServices;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Scenarios of forwards whose endpoints are ports that were added to a Kubernetes cluster by `k3d node edit`: its pool
/// is one port. Needs what [PublishedScenariosIT] needs.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddedPortsIT {
    private static final int REPLACEMENTS = 2;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PeerServices peers;
    private final ForwardScenarios scenarios;

    AddedPortsIT() throws IOException {
        peers = PeerServices.started(new K3dGround("reach: published, publishedPorts: 1"));
        scenarios = new ForwardScenarios(peers, threads);
    }

    @BeforeAll
    void useThePoolUp() throws IOException {
        scenarios.warmUp();
        int port = peers.forward("added", "peer", 1);
        assertThat(PeerServices.answer(port, 'i')).contains("served");
        assertThat(peers.services().describe("added").events())
                .as("what is announced")
                .anyMatch(event -> event.message().contains("all published ports are in use"));
    }

    @AfterAll
    void close() throws IOException {
        threads.close();
        try {
            peers.kecs().run("destroy", "--yes").done();
        } finally {
            peers.close();
        }
    }

    @Test
    void clientsOfADeletedPodAreResetAndInTheEndServedByTheReplacement() throws Exception {
        scenarios.clientsOfAKilledTaskAreResetAndInTheEndServedByTheReplacement();
    }

    @Test
    void theForwardFollowsTheNewestRunningPod() throws Exception {
        new NewestTask(peers).isFollowed(REPLACEMENTS);
    }
}
