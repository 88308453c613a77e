package dev.kecs.agent;

import static dev.kecs.agent.FakeControlServer.draining;
import static dev.kecs.agent.FakeControlServer.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kecs.protocol.control.SnapshotReason;
import dev.kecs.protocol.control.Target;
import dev.kecs.protocol.forward.AgentMethods;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardStop;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingTest {
    @TempDir
    Path home;

    private RunningAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = new RunningAgent(home);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertEchoes(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(bytes(text));
        assertThat(socket.getInputStream().readNBytes(text.length())).isEqualTo(bytes(text));
    }

    private ForwardView startedAt(FakeTask task) throws Exception {
        agent.control.endpoints(ready("t1", task.port()));
        agent.start(RunningAgent.WEB);
        return agent.awaitReady("web");
    }

    @Test
    void bytesGoBothWaysAndAreCounted() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = startedAt(task);
            try (Socket socket = RunningAgent.connect(forward)) {
                assertEchoes(socket, "hello");
                socket.shutdownOutput();
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            await().until(() -> agent.view("web").connections().active() == 0);
            ForwardView after = agent.view("web");
            assertThat(after.bytesIn()).isEqualTo(5);
            assertThat(after.bytesOut()).isEqualTo(5);
            assertThat(after.connections().total()).isEqualTo(1);
            assertThat(after.connections().reset()).isZero();
            assertThat(after.id()).matches("pf-[0-9a-f]{8}");
        }
    }

    @Test
    void clientsOfADeadTaskAreResetAndAHeldConnectionIsServedByTheReplacement() throws Exception {
        FakeTask.Service endless = socket -> {
            byte[] chunk = new byte[65_536];
            while (true) {
                socket.getOutputStream().write(chunk);
            }
        };
        try (FakeTask sending = new FakeTask(endless);
                FakeTask idle = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = startedAt(sending);
            Socket download = RunningAgent.connect(forward);
            assertThat(download.getInputStream().readNBytes(1 << 20)).hasSize(1 << 20);
            agent.control.endpoints(ready("t1", sending.port()), draining("t2", idle.port()));
            Socket waiting = RunningAgent.connect(forward);
            await().until(() -> agent.view("web").connections().active() == 2);
            // The tasks have ended; something still holds their sockets, so only the agent can tell the clients.
            agent.control.endpoints();
            assertThatThrownBy(() -> drain(download)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> drain(waiting)).isInstanceOf(IOException.class);

            await().until(() -> agent.view("web").state() == ForwardState.WAITING);
            try (Socket held = RunningAgent.connect(forward);
                    FakeTask replacement = new FakeTask(FakeTask.ECHO)) {
                held.getOutputStream().write(bytes("early"));
                await().until(() -> agent.view("web").connections().held() == 1);
                agent.control.endpoints(ready("t3", replacement.port()));
                assertThat(held.getInputStream().readNBytes(5)).isEqualTo(bytes("early"));
                assertThat(agent.view("web").reconnects()).isEqualTo(1);
            }
        }
    }

    private static long drain(Socket socket) throws IOException {
        try (socket) {
            return socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    @Test
    void anAnswerComesWholeLongAfterTheClientHasShutItsOutput() throws Exception {
        FakeTask.Service answersLate = socket -> {
            socket.getInputStream().readAllBytes();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofSeconds(2).toNanos());
            socket.getOutputStream().write(new byte[3_000_000]);
        };
        try (FakeTask task = new FakeTask(answersLate);
                Socket socket = RunningAgent.connect(startedAt(task))) {
            socket.getOutputStream().write(new byte[100_000]);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).hasSize(3_000_000);
        }
    }

    @Test
    void anUploadArrivesWholeAfterTheServerHasShutItsOutput() throws Exception {
        AtomicLong arrived = new AtomicLong();
        FakeTask.Service shutsFirst = socket -> {
            socket.shutdownOutput();
            byte[] chunk = new byte[65_536];
            InputStream in = socket.getInputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                arrived.addAndGet(n);
            }
        };
        try (FakeTask task = new FakeTask(shutsFirst);
                Socket socket = RunningAgent.connect(startedAt(task))) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            byte[] chunk = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(chunk);
            }
            socket.shutdownOutput();
            await().until(() -> arrived.get() == 100L << 20);
        }
    }

    @Test
    void clientsThatStopReadingHinderNobody() throws Exception {
        FakeTask.Service pours = socket -> {
            if (socket.getInputStream().read() == 'p') {
                byte[] chunk = new byte[1 << 20];
                while (true) {
                    socket.getOutputStream().write(chunk);
                }
            }
            socket.getOutputStream().write('y');
        };
        try (FakeTask task = new FakeTask(pours)) {
            ForwardView forward = startedAt(task);
            System.gc();
            long before = used();
            List<Socket> stuck = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Socket socket = RunningAgent.connect(forward);
                socket.getOutputStream().write('p');
                stuck.add(socket);
            }
            AtomicLong last = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(300))
                    .until(() -> agent.view("web").bytesOut() > 50_000_000L
                            && last.getAndSet(agent.view("web").bytesOut())
                                    == agent.view("web").bytesOut());
            for (int i = 0; i < 100; i++) {
                try (Socket socket = RunningAgent.connect(forward)) {
                    socket.getOutputStream().write('n');
                    assertThat(socket.getInputStream().read()).isEqualTo('y');
                }
            }
            System.gc();
            // 50 senders of this test hold a chunk of 1 MiB each.
            assertThat(used() - before).isLessThan((50L + 50L) << 20);
            for (Socket socket : stuck) {
                socket.close();
            }
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void manyShortConnectionsHalfOfThemResetLeaveTheForwardReady() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO);
                ExecutorService clients = Executors.newFixedThreadPool(8)) {
            ForwardView forward = startedAt(task);
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                boolean resets = i % 2 == 0;
                all.add(() -> {
                    try (Socket socket = RunningAgent.connect(forward)) {
                        assertEchoes(socket, "x");
                        if (resets) {
                            socket.setSoLinger(true, 0);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> one : clients.invokeAll(all)) {
                one.get();
            }
            await().until(() -> agent.view("web").connections().active() == 0);
            ForwardView after = agent.view("web");
            assertThat(after.state()).isEqualTo(ForwardState.READY);
            assertThat(after.connections().total()).isEqualTo(10_000);
            assertThat(after.connections().failed()).isZero();
            await().until(() -> task.open() == 0);
        }
    }

    @Test
    void aResetOfTheClientReachesTheTask() throws Exception {
        AtomicLong outcome = new AtomicLong();
        FakeTask.Service sees = socket -> {
            try {
                socket.getInputStream().readAllBytes();
                outcome.set(1);
            } catch (IOException e) {
                outcome.set(2);
            }
        };
        try (FakeTask task = new FakeTask(sees)) {
            Socket socket = RunningAgent.connect(startedAt(task));
            await().until(() -> task.open() == 1);
            socket.setSoLinger(true, 0);
            socket.close();
            await().until(() -> outcome.get() == 2);
        }
    }

    @Test
    void aRefusingTaskIsTriedUntilItAccepts() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        agent.control.endpoints(ready("t1", port));
        ForwardView forward = agent.start(RunningAgent.WEB);
        await().until(() -> "refused".equals(agent.view("web").reason()));
        try (Socket held = RunningAgent.connect(forward);
                FakeTask task = new FakeTask(port, FakeTask.ECHO)) {
            await().atMost(Duration.ofSeconds(1)).until(() -> agent.view("web").state() == ForwardState.READY);
            assertEchoes(held, "late");
            assertThat(task.served.get()).isPositive();
        }
    }

    @Test
    void aTaskThatDoesNotAnswerIsToldFromOneThatRefuses() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            List<Socket> fillers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                fillers.add(new Socket(InetAddress.ofLiteral("127.0.0.1"), full.getLocalPort()));
            }
            agent.control.endpoints(ready("t1", full.getLocalPort()));
            agent.start(RunningAgent.WEB);
            await().until(() -> "timedOut".equals(agent.view("web").reason()));
            for (Socket filler : fillers) {
                full.accept();
                filler.close();
            }
            await().atMost(Duration.ofSeconds(2)).until(() -> agent.view("web").state() == ForwardState.READY);
        }
    }

    @Test
    void anAbsentTargetHoldsConnectionsUntilTheLimitAndSaysWhy() throws Exception {
        ForwardView forward = agent.start(RunningAgent.WEB.holding(200, 1));
        await().until(() -> "noRunningTask".equals(agent.view("web").reason()));
        try (Socket held = RunningAgent.connect(forward);
                Socket tooMany = RunningAgent.connect(forward)) {
            assertThatThrownBy(() -> tooMany.getInputStream().read()).hasMessageContaining("reset");
            assertThatThrownBy(() -> held.getInputStream().read()).hasMessageContaining("reset");
        }
        await().until(() -> agent.view("web").connections().failed() == 2);
        await().untilAsserted(() -> assertThat(agent.paths.forwards().log("web"))
                .content()
                .contains("no endpoint was ready within 200 ms", "more than 1 connections are held"));
    }

    @Test
    void aDrainingTaskKeepsItsConnectionsAndGetsNoNewOnes() throws Exception {
        try (FakeTask old = new FakeTask(FakeTask.ECHO);
                FakeTask young = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = startedAt(old);
            try (Socket live = RunningAgent.connect(forward)) {
                assertEchoes(live, "before");
                int servedByOld = old.served.get();
                long generation = agent.control.endpoints(draining("t1", old.port()), ready("t2", young.port()));
                await().until(() -> agent.control.acknowledged() >= generation);
                for (int i = 0; i < 10; i++) {
                    try (Socket socket = RunningAgent.connect(forward)) {
                        assertEchoes(socket, "new");
                    }
                }
                assertThat(old.served.get()).isEqualTo(servedByOld);
                assertEchoes(live, "after");
            }
        }
    }

    @Test
    void connectionsSpreadOverTheTasks() throws Exception {
        try (FakeTask one = new FakeTask(FakeTask.ECHO);
                FakeTask two = new FakeTask(FakeTask.ECHO)) {
            agent.control.endpoints(ready("t1", one.port()), ready("t2", two.port()));
            agent.start(RunningAgent.WEB);
            agent.awaitReady("web");
            await().until(() -> agent.view("web").endpoints().stream().allMatch(endpoint -> endpoint.ready()));
            await().until(() -> one.open() == 0 && two.open() == 0);
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Socket socket = RunningAgent.connect(agent.view("web"));
                assertEchoes(socket, "x");
                sockets.add(socket);
            }
            assertThat(one.open()).isEqualTo(10);
            assertThat(two.open()).isEqualTo(10);
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void twoThousandIdleConnectionsNeedFewThreads() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = startedAt(task);
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                sockets.add(RunningAgent.connect(forward));
            }
            await().until(() -> agent.view("web").connections().active() == 2000);
            assertThat(Thread.activeCount()).isLessThan(50);
            for (Socket socket : sockets) {
                assertEchoes(socket, "still");
                socket.close();
            }
            await().until(() -> agent.view("web").connections().active() == 0);
        }
    }

    @Test
    void withoutReconnectionTheForwardEndsWithItsTarget() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            agent.control.endpoints(ready("t1", task.port()));
            ForwardView forward = agent.start(RunningAgent.WEB.reconnecting(false));
            agent.awaitReady("web");
            agent.control.endpoints();
            await().until(() -> agent.view("web").state() == ForwardState.CLOSED);
            assertThat(agent.view("web").reason()).isEqualTo("noRunningTask");
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> RunningAgent.connect(forward)).isInstanceOf(IOException.class));
        }
    }

    @Test
    void parallelStartsGetPortsAndNamesOfTheirOwn() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ForwardView>> started = callers.invokeAll(
                    java.util.Collections.nCopies(20, () -> agent.start(RunningAgent.WEB.listeningAt(0, List.of()))));
            Set<Integer> ports = new HashSet<>();
            Set<String> names = new HashSet<>();
            for (Future<ForwardView> one : started) {
                ports.add(one.get().localPort());
                names.add(one.get().name());
            }
            assertThat(ports).hasSize(20);
            assertThat(names).hasSize(20).contains("web", "web-2", "web-20");
        }
    }

    @Test
    void aTakenPortIsAConflictThatNamesItsOwner() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            RpcException error = catchThrowableOfType(
                    RpcException.class,
                    () -> agent.start(RunningAgent.WEB.listeningAt(other.getLocalPort(), List.of("127.0.0.1"))));
            assertThat(error.code()).isEqualTo(4);
            assertThat(error.getMessage())
                    .contains("pid " + ProcessHandle.current().pid());
            assertThat(agent.client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY))
                    .isEmpty();
        }
    }

    @Test
    void targetsThatMakeNoSenseAreRefused() throws Exception {
        agent.control.reason(SnapshotReason.SERVICE_ABSENT, "no service web", "create it");
        assertThat(catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.WEB)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(3))
                .hasMessage("no service web");
        agent.control.reason(SnapshotReason.NOT_PUBLIC, "not public", "aws ecs update-service");
        assertThat(catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.WEB)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(1))
                .satisfies(error -> assertThat(error.hint()).isEqualTo("aws ecs update-service"));
        agent.control.reason(SnapshotReason.PORT_AMBIGUOUS, "80 or 81", null);
        assertThat(catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.WEB)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(2));
    }

    @Test
    void stoppingAnUnknownForwardStopsNone() throws Exception {
        ForwardView forward = agent.start(RunningAgent.WEB);
        RpcException error = catchThrowableOfType(
                RpcException.class,
                () -> agent.client.call(AgentMethods.FORWARD_STOP, ForwardStop.only(List.of("web", "ghost"))));
        assertThat(error.code()).isEqualTo(3);
        assertThat(error).hasMessageContaining("'ghost'");
        assertThat(agent.client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).hasSize(1);

        agent.client.call(AgentMethods.FORWARD_STOP, ForwardStop.only(List.of(forward.id())));
        try (ServerSocket free = new ServerSocket(forward.localPort())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void aNameMayBeGivenOnce() throws Exception {
        agent.start(RunningAgent.WEB.named("mine"));
        assertThat(catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.WEB.named("mine"))))
                .satisfies(error -> assertThat(error.code()).isEqualTo(4));
        assertThat(catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.WEB.named("../x"))))
                .satisfies(error -> assertThat(error.code()).isEqualTo(2));
    }

    @Test
    void waitingForReadyTimesOutWithTheForward() throws Exception {
        agent.start(RunningAgent.WEB);
        RpcException error = catchThrowableOfType(
                RpcException.class,
                () -> agent.client.call(
                        AgentMethods.FORWARD_WAIT, dev.kecs.protocol.forward.ForwardWait.untilReady("web", 50)));
        assertThat(error.code()).isEqualTo(5);
        assertThat(error.data("forward", ForwardView.class).name()).isEqualTo("web");
    }

    @Test
    void knownEndpointsServeWhileTheServerIsAway() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = startedAt(task);
            agent.control.close();
            await().until(() ->
                    !agent.client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY).serverConnected());
            try (Socket socket = RunningAgent.connect(forward)) {
                assertEchoes(socket, "on my own");
            }
            assertThat(agent.view("web").state()).isEqualTo(ForwardState.READY);
            try (FakeControlServer again = new FakeControlServer(agent.paths)) {
                long generation = again.endpoints(ready("t1", task.port()));
                await().until(() -> again.acknowledged() >= generation);
                assertThat(agent.view("web").connections().reset()).isZero();
            }
        }
    }

    @Test
    void configAndStateAreTheirOwnersAlone() throws Exception {
        agent.start(ForwardRequest.to(new Target.OfService("demo", "web", 80)));
        Path config = agent.paths.forwards().config();
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-------");
        await().until(() -> Files.exists(agent.paths.forwards().state()));
        assertThat(agent.paths.forwards().state()).content().contains("name: \"web\"");
    }
}
