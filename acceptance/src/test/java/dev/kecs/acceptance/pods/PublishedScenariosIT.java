package dev.kecs.acceptance.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.acceptance.forward.Absences;
import dev.kecs.acceptance.forward.ForwardScenarios;
import dev.kecs.acceptance.forward.NewestTask;
import dev.kecs.acceptance.forward.PeerServices;
import dev.kecs.acceptance.forward.RollingUpdate;
import dev.kecs.acceptance.product.Services;
import dev.kecs.acceptance.scale.EchoServices;
import dev.kecs.acceptance.scale.EditedForward;
import dev.kecs.acceptance.scale.LocalPorts;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    private final K3dGround ground = new K3dGround("reach: published, publishedPorts: 20");
    private final PeerServices peers;
    private final EchoServices echoes;
    private final ForwardScenarios scenarios;

    PublishedScenariosIT() throws IOException {
        peers = PeerServices.started(ground);
        echoes = EchoServices.on(peers.kecs(), 2);
        scenarios = new ForwardScenarios(peers, threads);
    }

    @BeforeAll
    void warmUp() throws IOException {
        scenarios.warmUp();
        echoes.forward("warm-echo", 0);
    }

    @AfterAll
    void close() throws IOException {
        threads.close();
        echoes.ecs().close();
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
    void clientsOfADeletedPodAreResetAndInTheEndServedByTheReplacement() throws Exception {
        scenarios.clientsOfAKilledTaskAreResetAndInTheEndServedByTheReplacement();
    }

    @Test
    void anUploadArrivesWholeThoughTheServerHasClosedItsSide() throws Exception {
        scenarios.anUploadArrivesWholeThoughTheServerHasClosedItsSide();
    }

    @Test
    void aHundredStartsAtOnceGetAHundredPorts() throws Exception {
        new LocalPorts(echoes).aHundredStartsAtOnceGetAHundredPorts();
    }

    @Test
    void aTakenPortIsAnErrorThatNamesItsOwner() throws Exception {
        new LocalPorts(echoes).aTakenPortIsAnErrorThatNamesItsOwner();
    }

    @Test
    void forwardsGoOnWithoutTheControlPlane() throws Exception {
        new Absences(peers).ofTheServerOnly(Duration.ZERO);
    }

    @Test
    void oneForwardOfAFileThatFailsStopsNoOther() throws Exception {
        new LocalPorts(echoes).oneForwardOfAFileThatFailsStopsNoOther();
    }

    /// Docker takes a connection to a task that refuses, so a task that does not listen yet looks like none.
    @Test
    void aTaskThatDoesNotListenYetIsWaitedForAsIfThereWereNone() throws Exception {
        peers.forward("absent", "peer", 0);
        int port = peers.forward("refusing", "refuse", 1);
        for (String forward : List.of("absent", "refusing")) {
            await().untilAsserted(
                            () -> assertThat(peers.state(forward).path("reason").asString(""))
                                    .as(forward)
                                    .isEqualTo("noRunningTask"));
        }
        Future<Boolean> held = threads.submit(() -> {
            try (Socket socket = PeerServices.ask(port, 'k')) {
                return PeerServices.echoes(socket);
            }
        });
        ground.letGo(peers.kecs(), peers.services().tasks("refusing").getFirst(), Services.CONTAINER);
        assertThat(held.get(30, TimeUnit.SECONDS)).as("the held connection").isTrue();
        await().until(() -> peers.state("refusing").path("state").asString().equals("Ready"));
    }

    @Test
    void notAByteOfTheOthersIsLostWhileOneForwardIsEdited() throws Exception {
        new EditedForward(echoes).notAByteOfTheOthersIsLost();
    }

    @Test
    void twoInstancesShareNothing() throws Exception {
        Path second = Files.createDirectories(peers.kecs().home().instance("second"));
        Files.writeString(second.resolve("kecs.yaml"), ground.settings());
        try {
            new EditedForward(echoes).twoInstancesShareNothing(ground.startOptions());
        } finally {
            peers.kecs().run("destroy", "--yes", "--instance", "second").done();
        }
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
    void strictlyASecondMatchIsAnErrorNowAndLater() throws Exception {
        new NewestTask(peers).ofTwoNoneIsChosen();
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
