package dev.kecs.agent.relay;

import static dev.kecs.agent.relay.RunningRelay.to;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Flows large enough for the kernel to move them, either way.
class BulkyFlowTest {
    private static final long SIZE = 1L << 30;
    private static final int BLOCK = 1 << 18;

    /// Different at each place, and cheap to make.
    private static byte[] block(long at) {
        byte[] block = new byte[BLOCK];
        long word = at * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < BLOCK; i += 64) {
            block[i] = (byte) (word >>> (i % 56));
            block[i + 7] = (byte) i;
        }
        return block;
    }

    private static long send(Socket socket, long size) throws IOException {
        CRC32C sum = new CRC32C();
        for (long at = 0; at < size; at += BLOCK) {
            byte[] block = block(at);
            sum.update(block);
            socket.getOutputStream().write(block);
        }
        socket.shutdownOutput();
        return sum.getValue();
    }

    private static long receive(InputStream in) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[BLOCK];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sum.update(buffer, 0, read);
        }
        return sum.getValue();
    }

    private static long expected(long size) {
        CRC32C sum = new CRC32C();
        for (long at = 0; at < size; at += BLOCK) {
            sum.update(block(at));
        }
        return sum.getValue();
    }

    @ParameterizedTest
    @EnumSource(Movers.Kind.class)
    void aGibibyteArrivesWholeInBothDirectionsAtOnce(Movers.Kind kind) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                FakeTask task = new FakeTask(socket -> {
                    Future<Long> sent = threads.submit(() -> send(socket, SIZE / 2));
                    assertThat(receive(socket.getInputStream())).isEqualTo(expected(SIZE / 2));
                    join(sent);
                });
                RunningRelay relay = new RunningRelay(kind)) {
            relay.route(to("t1", task));
            try (Socket client = relay.connect()) {
                Future<Long> sent = threads.submit(() -> send(client, SIZE / 2));
                assertThat(receive(client.getInputStream())).isEqualTo(expected(SIZE / 2));
                join(sent);
            }
            await().until(() -> relay.counters().active() == 0);
            assertThat(relay.counters().reset()).isZero();
            assertThat(relay.counters().bytesIn()).isEqualTo(SIZE / 2);
            assertThat(relay.counters().bytesOut()).isEqualTo(SIZE / 2);
        }
    }

    private static void join(Future<Long> sent) throws IOException {
        try {
            sent.get();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Test
    void manyBulkyFlowsThatEndInEveryWayLeaveNoDescriptor() throws Exception {
        try (FakeTask task = new FakeTask(socket -> send(socket, 32 << 20));
                RunningRelay relay = new RunningRelay(Movers.Kind.SPLICING)) {
            relay.route(to("t1", task));
            try (Socket first = relay.connect()) {
                receive(first.getInputStream());
            }
            await().until(() -> relay.counters().active() == 0);
            long before = Usage.now().descriptors();
            for (int round = 0; round < 3; round++) {
                List<Socket> clients = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    clients.add(relay.connect());
                }
                for (int i = 0; i < clients.size(); i++) {
                    Socket client = clients.get(i);
                    client.getInputStream().readNBytes(2 << 20);
                    if (i % 2 == 0) {
                        client.setSoLinger(true, 0);
                    }
                    client.close();
                }
                await().until(() -> relay.counters().active() == 0);
            }
            await().untilAsserted(() -> assertThat(Usage.now().descriptors()).isLessThanOrEqualTo(before + 4));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onLinuxTheKernelMovesThem() throws Exception {
        try (FakeTask task = new FakeTask(socket -> send(socket, 256 << 20));
                RunningRelay relay = new RunningRelay(Movers.Kind.SPLICING)) {
            relay.route(to("t1", task));
            try (Socket client = relay.connect()) {
                assertThat(receive(client.getInputStream())).isEqualTo(expected(256 << 20));
            }
            await().until(() -> Movers.word().equals("splice"));
        }
    }

    /// Where the system's own choice paces nothing, this can only see that nothing breaks.
    @Test
    @EnabledOnOs(OS.LINUX)
    void afterTheFirstBulkyFlowNothingThatStaysOnThisHostIsPaced() throws Exception {
        FakeTask.Service pours = socket -> {
            for (long at = 0; ; at += BLOCK) {
                socket.getOutputStream().write(block(at));
            }
        };
        try (FakeTask poured = new FakeTask(pours);
                FakeTask echo = new FakeTask(FakeTask.ECHO);
                RunningRelay relay = new RunningRelay(Movers.Kind.SPLICING)) {
            relay.route(to("t1", poured));
            try (Socket client = relay.connect()) {
                await().until(
                                () -> {
                                    client.getInputStream().readNBytes(4 << 20);
                                    return congestionControl(relay.port(), client.getLocalPort());
                                },
                                "reno"::equals);
            }
            relay.route(to("t2", echo));
            try (Socket next = relay.connect()) {
                assertEchoes(next, "has the listener asked");
            }
            try (Socket later = relay.connect()) {
                assertEchoes(later, "x");
                assertThat(congestionControl(relay.port(), later.getLocalPort()))
                        .isEqualTo("reno");
                assertThat(SocketsOfThisProcess.tcp())
                        .filteredOn(open -> open.peerPort() == echo.port())
                        .isNotEmpty()
                        .allMatch(open -> open.congestionControl().equals("reno"));
            }
        }
    }

    private static String congestionControl(int localPort, int peerPort) throws IOException {
        return SocketsOfThisProcess.tcp().stream()
                .filter(open -> open.localPort() == localPort && open.peerPort() == peerPort)
                .map(SocketsOfThisProcess.Open::congestionControl)
                .findFirst()
                .orElse("no such socket");
    }
}
