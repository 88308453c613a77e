package dev.kecs.agent.relay;

import static dev.kecs.agent.relay.RunningRelay.to;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static dev.kecs.agent.testing.RunningAgent.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Bytes, ends and resets of a connection that has reached its endpoint.
@ParameterizedClass
@EnumSource(Movers.Kind.class)
class JoinedConnectionTest {
    private final Movers.Kind kind;
    private RunningRelay relay;

    JoinedConnectionTest(Movers.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws Exception {
        relay = new RunningRelay(kind);
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void theEndOfTheClientsBytesReachesTheEndpointWhileTheAnswerStillComes() throws Exception {
        FakeTask.Service answersAfterTheEnd = socket -> {
            int length = socket.getInputStream().readAllBytes().length;
            socket.getOutputStream().write(bytes("got " + length));
        };
        try (FakeTask task = new FakeTask(answersAfterTheEnd)) {
            relay.route(to("t1", task));
            try (Socket client = relay.connect()) {
                client.getOutputStream().write(new byte[300_000]);
                client.shutdownOutput();
                assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes("got 300000"));
            }
            await().until(() -> relay.counters().active() == 0);
            assertThat(relay.counters().reset()).isZero();
            assertThat(relay.counters().bytesIn()).isEqualTo(300_000);
            assertThat(relay.counters().bytesOut()).isEqualTo(10);
        }
    }

    @Test
    void theEndOfTheEndpointsBytesReachesTheClientWhileItStillSends() throws Exception {
        CompletableFuture<Integer> arrived = new CompletableFuture<>();
        FakeTask.Service speaksFirst = socket -> {
            socket.getOutputStream().write(bytes("all"));
            socket.shutdownOutput();
            arrived.complete(socket.getInputStream().readAllBytes().length);
        };
        try (FakeTask task = new FakeTask(speaksFirst)) {
            relay.route(to("t1", task));
            try (Socket client = relay.connect()) {
                assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes("all"));
                client.getOutputStream().write(new byte[5_000_000]);
                client.shutdownOutput();
                assertThat(arrived.get(10, TimeUnit.SECONDS)).isEqualTo(5_000_000);
            }
        }
    }

    @Test
    void aResetOfTheClientIsAResetAtTheEndpoint() throws Exception {
        CompletableFuture<String> ending = new CompletableFuture<>();
        FakeTask.Service waits = socket -> {
            socket.getOutputStream().write(socket.getInputStream().read());
            try {
                ending.complete("read " + socket.getInputStream().read());
            } catch (SocketException e) {
                ending.complete(String.valueOf(e.getMessage()));
            }
        };
        try (FakeTask task = new FakeTask(waits)) {
            relay.route(to("t1", task));
            Socket client = relay.connect();
            assertEchoes(client, "x");
            client.setSoLinger(true, 0);
            client.close();
            assertThat(ending.get(5, TimeUnit.SECONDS)).isEqualTo("Connection reset");
            await().until(() ->
                    relay.counters().reset() == 1 && relay.counters().active() == 0);
        }
    }

    @Test
    void aResetOfTheEndpointIsAResetAtTheClient() throws Exception {
        FakeTask.Service resets = socket -> {
            socket.getOutputStream().write(socket.getInputStream().read());
            assertThat(socket.getInputStream().read()).isEqualTo('y');
            socket.setSoLinger(true, 0);
        };
        try (FakeTask task = new FakeTask(resets)) {
            relay.route(to("t1", task));
            try (Socket client = relay.connect()) {
                assertEchoes(client, "x");
                client.getOutputStream().write('y');
                assertThatThrownBy(() -> client.getInputStream().read()).hasMessage("Connection reset");
            }
            await().until(() ->
                    relay.counters().reset() == 1 && relay.counters().active() == 0);
        }
    }

    @Test
    void oneConnectionsResetLeavesTheOthersAlone() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            relay.route(to("t1", task));
            try (Socket other = relay.connect()) {
                assertEchoes(other, "before");
                Socket reset = relay.connect();
                assertEchoes(reset, "x");
                reset.setSoLinger(true, 0);
                reset.close();
                await().until(() -> relay.counters().reset() == 1);
                assertEchoes(other, "after");
            }
        }
    }

    @Test
    void whatOneConnectionMeetsEndsNoLoop() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            relay.route(to("t1", task));
            try (Socket other = relay.connect()) {
                assertEchoes(other, "before");
                var _ = relay.relay.loops().onEach(loop -> {
                    throw new OutOfMemoryError("pretended by a test");
                });
                assertEchoes(other, "after");
                for (int i = 0; i < 4; i++) {
                    try (Socket next = relay.connect()) {
                        assertEchoes(next, "new");
                    }
                }
            }
        }
    }

    @Test
    void aSlowReaderStopsTheSenderAndThenGetsEveryByte() throws Exception {
        long size = 200L << 20;
        AtomicLong written = new AtomicLong();
        FakeTask.Service pours = socket -> {
            Random bytes = new Random(7);
            byte[] chunk = new byte[1 << 16];
            while (written.get() < size) {
                bytes.nextBytes(chunk);
                socket.getOutputStream().write(chunk);
                written.addAndGet(chunk.length);
            }
        };
        try (FakeTask task = new FakeTask(pours)) {
            relay.route(to("t1", task));
            Usage before = Usage.now();
            try (Socket client = relay.connect()) {
                AtomicLong last = new AtomicLong(-1);
                await().pollInterval(Duration.ofMillis(200))
                        .until(() -> last.getAndSet(written.get()) == written.get() && written.get() > 0);
                assertThat(written.get()).isLessThan(size / 4);
                assertThat(Usage.now().memoryBytes() - before.memoryBytes()).isLessThan(8L << 20);
                assertSame(new Random(7), size, client.getInputStream());
            }
        }
    }

    private static void assertSame(Random expected, long size, InputStream actual) throws IOException {
        byte[] wanted = new byte[1 << 16];
        for (long at = 0; at < size; at += wanted.length) {
            expected.nextBytes(wanted);
            assertThat(actual.readNBytes(wanted.length)).isEqualTo(wanted);
        }
        assertThat(actual.read()).isEqualTo(-1);
    }

    @Test
    void anEndpointThatDoesNotReadStopsTheClient() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        BlockingQueue<Integer> arrived = new LinkedBlockingQueue<>();
        FakeTask.Service readsLate = socket -> {
            try {
                reads.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            arrived.add(socket.getInputStream().readAllBytes().length);
        };
        AtomicLong written = new AtomicLong();
        try (FakeTask task = new FakeTask(readsLate)) {
            relay.route(to("t1", task));
            try (Socket client = relay.connect()) {
                Thread sender = Thread.ofVirtual().start(() -> {
                    try {
                        byte[] chunk = new byte[1 << 16];
                        for (int i = 0; i < 1600; i++) {
                            client.getOutputStream().write(chunk);
                            written.addAndGet(chunk.length);
                        }
                        client.shutdownOutput();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                AtomicLong last = new AtomicLong(-1);
                await().pollInterval(Duration.ofMillis(200))
                        .until(() -> last.getAndSet(written.get()) == written.get() && written.get() > 0);
                assertThat(written.get()).isLessThan(50L << 20);
                reads.countDown();
                assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo(1600 << 16);
                sender.join();
            }
        }
    }
}
