package dev.kecs.agent.apply;

import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `forward.pause` and `forward.resume`.
class PausingTest {
    private static final ForwardSelection WEB = ForwardSelection.only(List.of("web"));

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void whilePausedLiveConnectionsGoOnAndNewOnesAreHeldUntilItResumes() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = agent.startedAt(task);
            try (Socket live = RunningAgent.connect(forward)) {
                assertEchoes(live, "before");
                assertThat(agent.client().call(AgentMethods.FORWARD_PAUSE, WEB))
                        .singleElement()
                        .satisfies(paused -> {
                            assertThat(paused.state()).isEqualTo(ForwardState.PAUSED);
                            assertThat(paused.endpoints()).singleElement().matches(it -> !it.ready());
                        });
                assertEchoes(live, "while");
                try (Socket held = RunningAgent.connect(forward)) {
                    await().until(() -> agent.view("web").connections().held() == 1);
                    assertThat(task.served).hasValueLessThanOrEqualTo(2);
                    assertThat(agent.client().call(AgentMethods.FORWARD_RESUME, WEB))
                            .singleElement()
                            .matches(resumed -> resumed.state() == ForwardState.READY);
                    assertEchoes(held, "after");
                }
            }
            assertThat(agent.awaitReady("web").reconnects()).isZero();
        }
    }

    @Test
    void whatIsPausedIsRemembered() throws Exception {
        agent.start(RunningAgent.WEB);
        agent.client().call(AgentMethods.FORWARD_PAUSE, ForwardSelection.everything());
        assertThat(agent.paths().forwards().config()).content().contains("paused: true");
        agent.client().call(AgentMethods.FORWARD_RESUME, WEB);
        assertThat(agent.paths().forwards().config()).content().doesNotContain("paused: true");
    }
}
