package dev.kecs.agent.apply;

import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardChange.Kind;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.target.SnapshotReason;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Forwards that have ended by themselves and are begun again.
class EndedForwardsTest {
    private static final ForwardRequest ONCE =
            RunningAgent.web(0).named("web").with(ForwardOptions.USUAL.reconnecting(false));

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private FakeTask task;

    @BeforeEach
    void startTask() throws Exception {
        task = new FakeTask(FakeTask.ECHO);
        agent.control().endpoints(FakeControlServer.ready("t1", task.port()));
    }

    @AfterEach
    void stopTask() throws Exception {
        task.close();
    }

    /// @return what it was before
    private ForwardView end() throws Exception {
        ForwardView ready = agent.awaitReady("web");
        agent.control().reason(SnapshotReason.SERVICE_ABSENT, "no service web", "create it");
        await().until(() -> agent.view("web").state() == ForwardState.CLOSED);
        agent.control().endpoints(FakeControlServer.ready("t1", task.port()));
        return ready;
    }

    private void assertServedAgain() throws Exception {
        try (Socket client = RunningAgent.connect(agent.awaitReady("web"))) {
            assertEchoes(client, "again");
        }
        assertThat(agent.client().call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).hasSize(1);
        assertThat(agent.paths().forwards().config()).content().containsOnlyOnce("name: \"web\"");
    }

    @Test
    void runBeginsOneAgainAtThePortThatWasChosenOnce() throws Exception {
        ForwardApply file = new ForwardApply("/repository/port-forward.yaml", List.of(ONCE), false, false);
        agent.client().call(AgentMethods.FORWARD_APPLY, file);
        ForwardView before = end();
        assertThat(agent.client().call(AgentMethods.FORWARD_APPLY, file))
                .singleElement()
                .satisfies(change -> assertThat(change.change()).isEqualTo(Kind.CHANGED));
        assertThat(agent.view("web").localPort()).isEqualTo(before.localPort());
        assertServedAgain();
    }

    @Test
    void aChosenPortThatAnotherForwardHasByNowStaysWithThatOne() throws Exception {
        ForwardApply file = new ForwardApply("/repository/port-forward.yaml", List.of(ONCE), false, false);
        agent.client().call(AgentMethods.FORWARD_APPLY, file);
        int port = end().localPort();
        agent.start(RunningAgent.web(port).named("other"));
        agent.client().call(AgentMethods.FORWARD_APPLY, file);
        assertThat(agent.awaitReady("web").localPort()).isNotEqualTo(port);
        assertThat(agent.awaitReady("other").localPort()).isEqualTo(port);
    }

    @Test
    void startBeginsOneAgainUnderItsName() throws Exception {
        agent.start(ONCE);
        ForwardView before = end();
        assertThat(agent.start(ONCE).id()).isEqualTo(before.id());
        assertServedAgain();
    }

    @Test
    void theNameThatStartChoosesIsThatOfTheEndedOne() throws Exception {
        agent.start(ONCE);
        end();
        assertThat(agent.start(RunningAgent.web(0)).name()).isEqualTo("web");
        assertServedAgain();
    }
}
