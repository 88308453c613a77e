package dev.kecs.agent.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.agent.port.LocalPorts;
import dev.kecs.agent.port.PortRange;
import dev.kecs.agent.relay.Relay;
import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.session.SessionThread;
import dev.kecs.agent.session.Surroundings;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.forwardconfig.agent.Retry;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.paths.ForwardPaths;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.RpcException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that come to their turn when the forwards have ended already.
class EndingTest {
    @TempDir
    Path home;

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(RpcException.class).hasMessageEndingWith("because the agent is ending");
    }

    @Test
    void aCallThatComesTooLateLeavesWhatIsWantedAsItIs() throws Exception {
        InstancePaths instance = InstancePaths.of(home, InstanceName.DEFAULT);
        instance.create();
        ForwardPaths paths = instance.forwards();
        try (SessionThread thread = new SessionThread();
                Relay relay = Relay.start(1, Movers.Kind.COPYING)) {
            Surroundings around = new Surroundings(
                    thread,
                    relay,
                    new KnownTargets(),
                    new LocalPorts(PortRange.ephemeral(), RandomGenerator.getDefault()),
                    address -> Optional.empty(),
                    InstantSource.system(),
                    RandomGenerator.getDefault(),
                    Retry.DEFAULT);
            Forwards forwards = new Forwards(around, paths);
            forwards.start(RunningAgent.web(0).named("wanted"));
            String wanted = Files.readString(paths.config());
            assertThat(wanted).contains("wanted");
            forwards.close();

            assertRefused(() -> forwards.start(RunningAgent.web(0).named("late")));
            assertRefused(() -> forwards.pause(ForwardSelection.everything(), true));
            assertRefused(() -> forwards.stop(ForwardSelection.everything()));
            assertThat(paths.config()).hasContent(wanted);
            assertThat(forwards.list()).isEmpty();
        }
    }
}
