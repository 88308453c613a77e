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
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.forwardconfig.agent.Retry;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A session with targets and probes that say what the test wants, and a real relay.
class SessionTest {
    private static final List<String> LOOPBACK = List.of("127.0.0.1");

    private final SessionThread thread = new SessionThread();
    private final LocalPorts ports = new LocalPorts(PortRange.ephemeral(), RandomGenerator.getDefault());
    private final SpokenTargets targets = new SpokenTargets();
    private final Map<Integer, DialFailure> failures = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.now();
    private Relay relay;
    private BoundPort bound;
    private Session session;

    @BeforeEach
    void start() throws Exception {
        relay = Relay.start(1, Movers.Kind.COPYING);
        bound = ports.bindAny(Transport.TCP, LOOPBACK, Set.of());
        session = session(true);
    }

    @AfterEach
    void stop() {
        session.close();
        relay.close();
        thread.shutdownNow();
    }

    private Session session(boolean autoReconnect) {
        return new Session(
                new SessionPlan(
                        "web",
                        Resolve.port(new Target.OfService("demo", "web"), 80),
                        bound.port(),
                        LOOPBACK,
                        ForwardOptions.USUAL.reconnecting(autoReconnect)),
                new Surroundings(
                        thread,
                        relay,
                        targets,
                        ports,
                        address -> Optional.ofNullable(failures.get(address.getPort())),
                        () -> now,
                        RandomGenerator.getDefault(),
                        Retry.DEFAULT),
                new SessionObserver() {
                    @Override
                    public void stateChanged(Session changed, SessionState from, SessionState to) {
                        told.add(to.getClass().getSimpleName());
                    }

                    @Override
                    public void probed(Session probed) {}

                    @Override
                    public void noted(Session noted, String line) {
                        told.add(line);
                    }
                });
    }

    private void say(Endpoint... endpoints) {
        targets.say(endpoints.length == 0 ? SnapshotReason.NO_RUNNING_TASK : SnapshotReason.OK, endpoints);
    }

    private void awaitWaiting(WaitReason reason) {
        await().until(() -> session.state() instanceof SessionState.Waiting waiting && waiting.reason() == reason);
    }

    private void awaitReady() {
        await().until(() -> session.state() instanceof SessionState.Ready);
    }

    @Test
    void aTaskThatFailsItsProbesIsTriedUntilItAnswers() {
        failures.put(1, DialFailure.REFUSED);
        session.start(bound);
        say(FakeControlServer.ready("t1", 1));
        awaitWaiting(WaitReason.REFUSED);
        assertThat(session.state()).isInstanceOfSatisfying(SessionState.Waiting.class, waiting -> {
            assertThat(waiting.retryAt()).isNotNull();
            assertThat(waiting.message()).contains("refuses connections");
        });
        failures.put(1, DialFailure.TIMED_OUT);
        awaitWaiting(WaitReason.TIMED_OUT);
        failures.put(1, DialFailure.UNREACHABLE);
        awaitWaiting(WaitReason.UNREACHABLE);
        failures.clear();
        awaitReady();
        assertThat(session.moment().reconnects()).isZero();
    }

    @Test
    void aClockThatJumpsDelaysNothing() {
        failures.put(1, DialFailure.REFUSED);
        session.start(bound);
        say(FakeControlServer.ready("t1", 1));
        awaitWaiting(WaitReason.REFUSED);
        now = now.minus(Duration.ofDays(1));
        failures.clear();
        awaitReady();
        now = now.plus(Duration.ofDays(2));
        say(FakeControlServer.ready("t2", 2));
        awaitReady();
        assertThat(session.moment().destinations()).extracting(it -> it.name()).containsExactly("t2");
    }

    @Test
    void theReasonIsThatOfTheFirstTaskAndDoesNotGoToAndFro() {
        failures.put(1, DialFailure.REFUSED);
        failures.put(2, DialFailure.UNREACHABLE);
        session.start(bound);
        say(FakeControlServer.ready("t1", 1), FakeControlServer.ready("t2", 2));
        awaitWaiting(WaitReason.REFUSED);
        int changes = told.size();
        await().during(Duration.ofMillis(500))
                .until(() -> session.state() instanceof SessionState.Waiting waiting
                        && waiting.reason() == WaitReason.REFUSED);
        assertThat(told).hasSizeLessThanOrEqualTo(changes + 1);
    }

    @Test
    void aFailedDialOfAProvenTaskEndsReadyAndTheNextProbeBringsItBack() throws Exception {
        int port;
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            port = task.port();
            session.start(bound);
            say(FakeControlServer.ready("t1", port));
            awaitReady();
        }
        failures.put(port, DialFailure.REFUSED);
        try (Socket client =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), bound.port().number())) {
            awaitWaiting(WaitReason.REFUSED);
            try (FakeTask again = new FakeTask(port, FakeTask.ECHO)) {
                failures.clear();
                awaitReady();
                client.getOutputStream().write('x');
                assertThat(client.getInputStream().read()).isEqualTo('x');
                assertThat(again.port()).isEqualTo(port);
            }
        }
        assertThat(session.moment().reconnects()).isEqualTo(1);
    }

    @Test
    void everySnapshotIsAcknowledgedWhenItIsInForce() {
        session.start(bound);
        say(FakeControlServer.ready("t1", 1));
        say(FakeControlServer.draining("t1", 1), FakeControlServer.ready("t2", 2));
        say();
        await().until(() -> targets.acknowledged.contains(3L));
        awaitWaiting(WaitReason.NO_RUNNING_TASK);
        assertThat(session.moment().destinations()).isEmpty();
    }

    @Test
    void aTakenPortIsWaitedFor() throws Exception {
        bound.channels().getFirst().close();
        try (ServerSocket thief = new ServerSocket(bound.port().number(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            session.start(null);
            awaitWaiting(WaitReason.PORT_TAKEN);
            assertThat(StateWords.message(session.state())).contains("port " + thief.getLocalPort(), "is taken");
            say(FakeControlServer.ready("t1", 1));
            // Nobody is served, so that nobody need be waited for.
            await().until(() -> targets.acknowledged.contains(1L));
            assertThat(StateWords.reason(session.state())).isEqualTo("portTaken");
        }
        awaitReady();
    }

    @Test
    void theTimeToBeReadyIsCountedFromTheEndOfAPause() {
        session.start(bound);
        say(FakeControlServer.ready("t1", 1));
        awaitReady();
        session.pause().join();
        assertThat(session.state()).isInstanceOf(SessionState.Paused.class);
        now = now.plus(Duration.ofHours(1));
        session.resume().join();
        awaitReady();
        assertThat(session.moment().readyAfter()).isEqualTo(Duration.ZERO);
        assertThat(session.moment().reconnects()).isZero();
    }

    @Test
    void aPauseIsInForceWhenItIsToldToBe() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            session.start(bound);
            say(FakeControlServer.ready("t1", task.port()));
            awaitReady();
            for (int i = 1; i <= 20; i++) {
                session.pause().join();
                try (Socket client = new Socket(
                        InetAddress.ofLiteral("127.0.0.1"), bound.port().number())) {
                    client.getOutputStream().write('x');
                    await().until(() ->
                            Objects.requireNonNull(session.moment().counters()).held() == 1);
                    assertThat(task.served).hasValue(i - 1);
                    session.resume().join();
                    assertThat(client.getInputStream().read()).isEqualTo('x');
                }
            }
        }
    }

    @Test
    void withoutReconnectionItEndsWhenItsTargetGoesAndFreesItsPort() throws Exception {
        session = session(false);
        session.start(bound);
        say();
        awaitWaiting(WaitReason.NO_RUNNING_TASK);
        say(FakeControlServer.ready("t1", 1));
        awaitReady();
        targets.say(SnapshotReason.SERVICE_ABSENT);
        await().until(() -> session.state() instanceof SessionState.Closed);
        assertThat(StateWords.reason(session.state())).isEqualTo("serviceAbsent");
        assertThat(targets.closed).isTrue();
        try (ServerSocket free = new ServerSocket(bound.port().number(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(free.isBound()).isTrue();
        }
        session.close();
        assertThat(StateWords.reason(session.state())).isEqualTo("serviceAbsent");
    }
}
