package dev.kecs.agent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.daemon.Agent;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.agent.testing.Usage;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.testkit.fuzz.Tally;
import dev.kecs.testkit.rpc.SocketFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A whole agent in this process, its socket under fire. Between rounds its forwards carry bytes, their targets change,
/// and now and then it ends and comes back with what it had written down.
final class AgentUnderFire implements AutoCloseable {
    private static final int INPUTS_IN_A_ROUND = 2500;
    private static final int ROUNDS_IN_A_LIFE = 3;
    private static final int MOST_TRIED = 10;
    private static final long MEBIBYTE = 1 << 20;

    private final MemoryDirectory directory = MemoryDirectory.create();
    private final InstancePaths paths = InstancePaths.of(directory.path(), InstanceName.DEFAULT);
    private final SevereLog log = new SevereLog();
    private final FakeTask task = new FakeTask(FakeTask.ECHO);
    private final FakeControlServer control;
    private final Thread lives = Thread.ofPlatform().name("agent").unstarted(this::live);
    private volatile boolean over;
    private volatile @Nullable Agent agent;
    private int rounds;
    private @Nullable Usage early;
    private int earlyThreads;

    AgentUnderFire() throws IOException {
        paths.create();
        control = new FakeControlServer(paths);
        control.endpoints(FakeControlServer.ready("t1", task.port()));
        lives.start();
    }

    /// One agent after the other.
    private void live() {
        try {
            while (!over) {
                Agent next = new Agent(paths);
                agent = next;
                assertThat(next.run()).isTrue();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(int count) throws Exception {
        SocketFuzz fuzz = new SocketFuzz(
                "agent.sock",
                new SocketFuzz.Server(
                        this::address,
                        AgentCalls.HELLO,
                        "agent.status",
                        Set.of("forward.wait", "forward.apply", "events.follow"),
                        "shutdown"),
                AgentCalls.all(),
                AgentCalls.places());
        RunningAgent.connect(paths).close();
        fuzz.run(count, Math.max(4, count / INPUTS_IN_A_ROUND), () -> {
            betweenRounds();
            assertThat(log.told()).as("seed %d", fuzz.seed()).isEmpty();
        });
        Tally tally = fuzz.tally();
        System.out.println(tally);
        assertNothingIsLeft();
        assertThat(log.told()).as("seed %d", fuzz.seed()).isEmpty();
        assertThat(tally.mutations()).isGreaterThan(count / 2 - count / 50);
        assertThat(tally.missed()).as("seed %d", fuzz.seed()).isEmpty();
    }

    private UnixDomainSocketAddress address() {
        try {
            return paths.forwards().socket().address();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void betweenRounds() throws Exception {
        rounds++;
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            carryBytes(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY));
            if (rounds % 3 == 0) {
                client.call(AgentMethods.FORWARD_STOP, ForwardSelection.everything());
                assertThat(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).isEmpty();
            }
        }
        switch (rounds % 4) {
            case 0 -> control.reason(SnapshotReason.SERVICE_ABSENT, "no such service", null);
            case 1 -> control.endpoints();
            default -> control.endpoints(FakeControlServer.ready("t" + rounds, task.port()));
        }
        if (rounds % ROUNDS_IN_A_LIFE == 0) {
            endOneLife();
        }
        if (early == null && rounds >= 2) {
            early = Usage.now();
            earlyThreads = ManagementFactory.getThreadMXBean().getThreadCount();
        }
    }

    /// Of forwards that promise to: those with usual limits that are ready.
    private static void carryBytes(ForwardView[] forwards) throws IOException {
        List<ForwardView> sound = Arrays.stream(forwards)
                .filter(forward -> forward.state() == ForwardState.READY)
                .filter(forward -> forward.addresses().contains("127.0.0.1"))
                .filter(forward -> forward.options().maxConnections() == 0)
                .filter(forward -> forward.options().idleTimeoutMillis() == 0)
                .limit(MOST_TRIED)
                .toList();
        for (ForwardView forward : sound) {
            try (Socket socket = RunningAgent.connect(forward)) {
                RunningAgent.assertEchoes(socket, "still here");
            }
        }
        for (ForwardView forward : forwards) {
            if (forward.state() != ForwardState.CLOSED && forward.addresses().contains("127.0.0.1")) {
                RunningAgent.connect(forward).close();
            }
        }
    }

    private void endOneLife() throws Exception {
        Agent ending = Objects.requireNonNull(agent);
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            client.call(AgentMethods.AGENT_SHUTDOWN, Empty.EMPTY);
        }
        ending.awaitStopped();
        await().atMost(Duration.ofSeconds(20)).until(() -> agent != ending);
        RunningAgent.connect(paths).close();
    }

    /// No forward, no thread, no descriptor, and no more memory than a cache or two.
    private void assertNothingIsLeft() throws Exception {
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            client.call(AgentMethods.FORWARD_STOP, ForwardSelection.everything());
            assertThat(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).isEmpty();
        }
        Usage before = Objects.requireNonNull(early);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(VirtualThreads.named("rpc-forward", "rpc-events", "probe-", "forward-"))
                    .isEmpty();
            // The fake server's, for the agent.
            assertThat(VirtualThreads.named("rpc-connection")).hasSizeLessThanOrEqualTo(1);
            Usage after = Usage.now();
            assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 5);
            assertThat(after.memoryBytes()).isLessThan(before.memoryBytes() + 48 * MEBIBYTE);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(earlyThreads + 5);
        });
    }

    @Override
    public void close() throws IOException {
        over = true;
        Objects.requireNonNull(agent).stop();
        await().atMost(Duration.ofSeconds(20)).until(() -> !lives.isAlive());
        control.close();
        task.close();
        log.close();
        directory.close();
    }
}
