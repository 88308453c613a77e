package dev.kecs.acceptance.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.forward.ForwardScenarios;
import dev.kecs.acceptance.forward.NewestTask;
import dev.kecs.acceptance.forward.PeerServices;
import dev.kecs.acceptance.forward.RollingUpdate;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Scenarios of forwards whose endpoints are ports that a Kubernetes cluster publishes at this host. Needs `docker`
/// with an engine that this user may use, `k3d` and `kubectl`; the variable `KECS_K3S_IMAGE` names the node's image
/// where k3d's own default is not to be had.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedScenariosIT {
    private static final int REPLACEMENTS = 3;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PeerServices peers;
    private final ForwardScenarios scenarios;

    PublishedScenariosIT() throws IOException {
        peers = PeerServices.started(new K3dGround("reach: published, publishedPorts: 20"));
        scenarios = new ForwardScenarios(peers, threads);
    }

    @BeforeAll
    void warmUp() throws IOException {
        scenarios.warmUp();
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
    void aRollingUpdateUnderLoadFailsNoRequestAndSendsNoneToAStoppingTask() throws Exception {
        new RollingUpdate(peers).underLoad();
    }

    @Test
    void anAnswerComesWholeTenSecondsAfterTheClientShutItsOutput() throws Exception {
        scenarios.anAnswerComesWholeTenSecondsAfterTheClientShutItsOutput();
    }

    @Test
    void clientsThatStopReadingHinderNobody() throws Exception {
        scenarios.clientsThatStopReadingHinderNobody();
    }

    @Test
    void aConnectionIsHeldUntilTheLimitAndThenEnded() throws Exception {
        scenarios.aConnectionIsHeldUntilTheLimitAndThenEnded();
    }

    @Test
    void theForwardFollowsTheNewestRunningPod() throws Exception {
        new NewestTask(peers).isFollowed(REPLACEMENTS);
    }

    @Test
    void endpointsAreAtThisHost() throws Exception {
        int port = peers.forward("here", "peer", 1);
        assertThat(PeerServices.answer(port, 'i')).contains("served");
        JsonNode endpoint = peers.kecs()
                .run("port-forward", "describe", "here", "-o", "json")
                .done()
                .json()
                .path("endpoints")
                .path(0);
        assertThat(endpoint.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(endpoint.path("port").asInt()).isBetween(28_000, 31_999);
    }
}
