package dev.kecs.agent.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.event.AgentEvent;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that come to their turn when what they are about has ended already.
class EndingTest {
    @TempDir
    Path home;

    private LoneForwards lone;

    @BeforeEach
    void start() throws Exception {
        lone = new LoneForwards(home, RandomGenerator.getDefault());
    }

    @AfterEach
    void stop() {
        lone.close();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(RpcException.class).hasMessageEndingWith("because the agent is ending");
    }

    @Test
    void aCallThatComesTooLateLeavesWhatIsWantedAsItIs() throws Exception {
        Forwards forwards = lone.forwards;
        forwards.start(RunningAgent.web(0).named("wanted"));
        String wanted = Files.readString(lone.paths.config());
        assertThat(wanted).contains("wanted");
        forwards.close();

        assertRefused(() -> forwards.start(RunningAgent.web(0).named("late")));
        assertRefused(() -> forwards.pause(ForwardSelection.everything(), true));
        assertRefused(() -> forwards.stop(ForwardSelection.everything()));
        assertThat(lone.paths.config()).hasContent(wanted);
        assertThat(forwards.list()).isEmpty();
    }

    @Test
    void aForwardThatIsStoppedBeforeItBeginsFreesItsPortsAndNothingIsToldOfIt() throws Exception {
        BoundPort bound = lone.ports.bindAny(Transport.TCP, List.of(), Set.of());
        Forward forward = new Forward(
                new WantedForward(
                        "pf-1", RunningAgent.web(bound.port().number()).named("web"), List.of(bound.port()), false),
                lone.around,
                lone.forwards);
        forward.close();
        forward.start(List.of(bound));
        await().ignoreExceptions()
                .untilAsserted(() -> lone.ports.bind(bound.port(), List.of()).release());
        assertThat(lone.forwards.events().all())
                .noneMatch(event -> event instanceof AgentEvent.Started || event instanceof AgentEvent.Stopped);
    }
}
