package dev.kecs.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.port.LocalPorts;
import dev.kecs.agent.port.PortRange;
import dev.kecs.agent.relay.Relay;
import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.forwardconfig.agent.Retry;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A session whose next try is an hour away, and what makes it try now.
class PauseCutShortTest {
    private static final List<String> LOOPBACK = List.of("127.0.0.1");
    private static final Retry HOURLY = new Retry(Duration.ofHours(1), Duration.ofHours(1));

    private final SessionThread thread = new SessionThread();
    private final SpokenTargets targets = new SpokenTargets();
    private volatile Optional<DialFailure> outcome = Optional.of(DialFailure.REFUSED);
    private Relay relay;
    private BoundPort bound;
    private Session session;

    @BeforeEach
    void refuse() throws Exception {
        LocalPorts ports = new LocalPorts(PortRange.ephemeral(), RandomGenerator.getDefault());
        relay = Relay.start(1, Movers.Kind.COPYING);
        bound = ports.bindAny(Transport.TCP, LOOPBACK, Set.of());
        session = new Session(
                new SessionPlan(
                        "web",
                        Resolve.port(new Target.OfService("demo", "web"), 80),
                        bound.port(),
                        LOOPBACK,
                        ForwardOptions.USUAL),
                new Surroundings(
                        thread,
                        relay,
                        targets,
                        ports,
                        address -> outcome,
                        InstantSource.system(),
                        RandomGenerator.getDefault(),
                        HOURLY),
                new SessionObserver() {
                    @Override
                    public void stateChanged(Session changed, SessionState from, SessionState to) {}

                    @Override
                    public void probed(Session probed) {}

                    @Override
                    public void noted(Session noted, String line) {}
                });
        session.start(bound);
        say();
        await().until(() -> session.state() instanceof SessionState.Waiting waiting
                && waiting.reason() == WaitReason.REFUSED
                && waiting.retryAt() != null);
        assertThat(((SessionState.Waiting) session.state()).retryAt())
                .isAfter(InstantSource.system().instant().plus(Duration.ofMinutes(40)));
        outcome = Optional.empty();
    }

    @AfterEach
    void stop() {
        session.close();
        relay.close();
        thread.shutdownNow();
    }

    private void say() {
        targets.say(SnapshotReason.OK, FakeControlServer.ready("t1", 1));
    }

    private void assertTriedNow() {
        await().until(() -> session.state() instanceof SessionState.Ready);
    }

    @Test
    void aSnapshotDoesEvenWhenItSaysNothingNew() {
        say();
        assertTriedNow();
    }

    @Test
    void aWakeFromSleepDoes() {
        session.retry();
        assertTriedNow();
    }

    @Test
    void otherOptionsDo() {
        session.follow(ForwardOptions.USUAL.holding(1000, 10));
        assertTriedNow();
    }

    @Test
    void aClientThatIsHeldDoes() throws Exception {
        try (Socket held =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), bound.port().number())) {
            assertTriedNow();
            assertThat(held.isConnected()).isTrue();
        }
    }
}
