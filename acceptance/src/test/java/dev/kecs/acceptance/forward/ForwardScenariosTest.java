package dev.kecs.acceptance.forward;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// One instance for all tests; each has a service and a forward of its own.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardScenariosTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PeerServices peers;
    private final ForwardScenarios scenarios;

    ForwardScenariosTest() throws IOException {
        peers = PeerServices.started();
        scenarios = new ForwardScenarios(peers, threads);
    }

    @BeforeAll
    void warmUp() throws IOException {
        scenarios.warmUp();
    }

    @AfterAll
    void close() throws IOException {
        threads.close();
        peers.close();
    }

    @Test
    void clientsOfAKilledTaskAreResetAndNewOnesAreServedByTheReplacement() throws Exception {
        scenarios.clientsOfAKilledTaskAreResetAndNewOnesAreServedByTheReplacement();
    }

    @Test
    void anAnswerComesWholeTenSecondsAfterTheClientShutItsOutput() throws IOException {
        scenarios.anAnswerComesWholeTenSecondsAfterTheClientShutItsOutput();
    }

    @Test
    void anUploadArrivesWholeThoughTheServerHasClosedItsSide() throws IOException {
        scenarios.anUploadArrivesWholeThoughTheServerHasClosedItsSide();
    }

    @Test
    void clientsThatStopReadingHinderNobody() throws Exception {
        scenarios.clientsThatStopReadingHinderNobody();
    }

    @Test
    void eachFailureHasItsReasonAndItsEndIsSeen() throws Exception {
        scenarios.eachFailureHasItsReasonAndItsEndIsSeen();
    }

    @Test
    void aConnectionIsHeldUntilTheLimitAndThenEnded() throws IOException {
        scenarios.aConnectionIsHeldUntilTheLimitAndThenEnded();
    }
}
