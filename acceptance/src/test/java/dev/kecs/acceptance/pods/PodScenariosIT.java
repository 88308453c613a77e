package dev.kecs.acceptance.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.forward.Absences;
import dev.kecs.acceptance.forward.ForwardScenarios;
import dev.kecs.acceptance.forward.NewestTask;
import dev.kecs.acceptance.forward.PeerServices;
import dev.kecs.acceptance.forward.RollingUpdate;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.scale.EchoServices;
import dev.kecs.acceptance.scale.EditedForward;
import dev.kecs.acceptance.scale.LocalPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// The scenarios of forwards with tasks as pods, one instance for all. Needs a Kubernetes cluster and `kubectl`.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodScenariosIT {
    private static final int REPLACEMENTS = 3;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PodGround ground = new PodGround(Kubectl.ofTheTests());
    private final PeerServices peers;
    private final EchoServices echoes;
    private final ForwardScenarios scenarios;
    private final String mark;

    PodScenariosIT() throws IOException {
        peers = PeerServices.started(ground);
        mark = PodGround.mark(peers.kecs(), Kecs.INSTANCE);
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
            peers.close();
        } finally {
            ground.remove(mark);
        }
    }

    @Test
    void clientsOfADeletedPodAreResetAndNewOnesAreServedByTheReplacement() throws Exception {
        scenarios.clientsOfAKilledTaskAreResetAndNewOnesAreServedByTheReplacement();
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
    void anUploadArrivesWholeThoughTheServerHasClosedItsSide() throws Exception {
        scenarios.anUploadArrivesWholeThoughTheServerHasClosedItsSide();
    }

    @Test
    void clientsThatStopReadingHinderNobody() throws Exception {
        scenarios.clientsThatStopReadingHinderNobody();
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
    void oneForwardOfAFileThatFailsStopsNoOther() throws Exception {
        new LocalPorts(echoes).oneForwardOfAFileThatFailsStopsNoOther();
    }

    @Test
    void eachFailureHasItsReasonAndItsEndIsSeen() throws Exception {
        scenarios.eachFailureHasItsReasonAndItsEndIsSeen();
    }

    @Test
    void aConnectionIsHeldUntilTheLimitAndThenEnded() throws Exception {
        scenarios.aConnectionIsHeldUntilTheLimitAndThenEnded();
    }

    @Test
    void forwardsGoOnWithoutTheControlPlaneAndNoPodIsThereTwiceAfterwards() throws Exception {
        new Absences(peers).ofTheServer(Duration.ZERO);
        assertThat(ground.running(mark, "orphaned"))
                .containsExactlyElementsOf(peers.services().tasks("orphaned"));
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
            ground.remove(PodGround.mark(peers.kecs(), "second"));
        }
    }
}
