package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// What clients of a forward must live through, each on a service and a forward of its own, whatever tasks run on. Used
/// by one thread.
///
/// @param threads for clients that wait
public record ForwardScenarios(PeerServices peers, ExecutorService threads) {
    private static final Duration RESET_WITHIN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long UPLOAD = 100L << 20;
    private static final long BEGINNING = 32L << 20;
    private static final Duration NOT_AT_ONCE = Duration.ofMillis(500);

    public void warmUp() throws IOException {
        int port = peers.forward("warm", "peer", 1);
        try (Socket socket = PeerServices.ask(port, 'k')) {
            assertThat(PeerServices.echoes(socket)).isTrue();
        }
    }

    public void clientsOfAKilledTaskAreResetAndNewOnesAreServedByTheReplacement() throws Exception {
        int port = peers.forward("killed", "peer", 1);
        String task = peers.services().tasks("killed").getFirst();
        assertClientsAreResetAtTheEndOf("killed", port);
        List<Future<Boolean>> inTheGap = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            inTheGap.add(threads.submit(() -> isServed(port)));
        }
        for (Future<Boolean> held : inTheGap) {
            assertThat(held.get()).as("a connection opened in the gap").isTrue();
        }
        assertThat(peers.services().tasks("killed")).as("the replacement").doesNotContain(task);
    }

    /// Where something in front of a task takes connections for it, one in the gap may end; so the first that is served
    /// is waited for, and from then on each must be.
    public void clientsOfAKilledTaskAreResetAndInTheEndServedByTheReplacement() throws Exception {
        int port = peers.forward("killed", "peer", 1);
        String task = peers.services().tasks("killed").getFirst();
        assertClientsAreResetAtTheEndOf("killed", port);
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> isServed(port));
        for (int number = 0; number < 10; number++) {
            assertThat(isServed(port)).as("a connection after the gap").isTrue();
        }
        assertThat(peers.services().tasks("killed")).as("the replacement").doesNotContain(task);
    }

    private static boolean isServed(int port) throws IOException {
        try (Socket socket = PeerServices.ask(port, 'k')) {
            return PeerServices.echoes(socket);
        }
    }

    private void assertClientsAreResetAtTheEndOf(String service, int port) throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        try (Socket idle = PeerServices.ask(port, 'k')) {
            assertThat(PeerServices.echoes(idle)).as("the first connection").isTrue();
            Future<Long> download = threads.submit(() -> download(port, underWay, dead));
            Future<Long> idleEnd = threads.submit(() -> awaitEnd(idle));
            underWay.await();
            long killed = peers.kill(service);
            dead.countDown();
            assertThat(Duration.ofNanos(download.get() - killed)).isLessThan(RESET_WITHIN);
            assertThat(Duration.ofNanos(idleEnd.get() - killed)).isLessThan(RESET_WITHIN);
        }
    }

    /// Reads no more from where it is under way until the task is dead: loopback moves it all in less time than it
    /// takes to end a task.
    ///
    /// @return when it ended, which must be before all had come
    private static long download(int port, CountDownLatch underWay, CountDownLatch dead)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        long received = 0;
        try (Socket socket = PeerServices.ask(port, 'd')) {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received += count;
                if (received > Peer.DOWNLOAD / 16) {
                    underWay.countDown();
                    dead.await();
                }
            }
        } catch (IOException reset) {
            assertThat(received).isPositive();
        }
        assertThat(received).isLessThan(Peer.DOWNLOAD);
        return System.nanoTime();
    }

    private static long awaitEnd(Socket idle) {
        try {
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return System.nanoTime();
    }

    public void anAnswerComesWholeTenSecondsAfterTheClientShutItsOutput() throws IOException {
        int port = peers.forward("patient", "peer", 1);
        long asked = System.nanoTime();
        try (Socket socket = PeerServices.ask(port, 'w')) {
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).hasSize(Peer.ANSWER);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    public void anUploadArrivesWholeThoughTheServerHasClosedItsSide() throws IOException {
        int port = peers.forward("upload", "upload", 1);
        try (Socket socket = halfClosed(port)) {
            write(socket, UPLOAD - BEGINNING);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(peers.log("upload")).contains("received " + UPLOAD));
    }

    /// A connection whose server has closed its side and reads on, with a beginning on its way that no buffers
    /// hold. One that listens for a single connection at a time, as `nc -l` in a loop, resets those that come while
    /// it turns to another; where Docker has taken such a connection, only what is written to it tells.
    private static Socket halfClosed(int port) {
        return Awaitility.await("a connection that is not reset")
                .atMost(PATIENCE.multipliedBy(2))
                .pollInterval(NOT_AT_ONCE)
                .until(() -> halfClosedNow(port), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<Socket> halfClosedNow(int port) throws IOException {
        Socket socket = PeerServices.ask(port, 'u');
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            write(socket, BEGINNING);
            return Optional.of(socket);
        } catch (SocketException reset) {
            socket.close();
            return Optional.empty();
        }
    }

    private static void write(Socket socket, long count) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] chunk = new byte[1 << 20];
        for (long sent = 0; sent < count; sent += chunk.length) {
            out.write(chunk);
        }
    }

    public void clientsThatStopReadingHinderNobody() throws Exception {
        int port = peers.forward("slow", "peer", 1);
        int other = peers.forward("other", "peer", 1);
        Program agent = peers.kecs().agent().orElseThrow();
        long before = agent.resident();
        List<Socket> stuck = new ArrayList<>();
        try {
            for (int number = 0; number < 50; number++) {
                stuck.add(PeerServices.ask(port, 'd'));
            }
            for (int number = 0; number < 100; number++) {
                try (Socket socket = PeerServices.ask(number % 2 == 0 ? port : other, 'k')) {
                    assertThat(PeerServices.echoes(socket)).isTrue();
                }
            }
            assertThat(agent.resident() - before).as("KiB more").isLessThan(50 * 1024L);
        } finally {
            for (Socket socket : stuck) {
                socket.close();
            }
        }
    }

    public void eachFailureHasItsReasonAndItsEndIsSeen() throws Exception {
        peers.forward("absent", "peer", 0);
        int refusing = peers.forward("refusing", "refuse", 1);
        peers.forward("silent", "silent", 1);
        awaitReason("absent", "noRunningTask");
        awaitReason("refusing", "refused");
        awaitReason("silent", "timedOut");

        Future<Boolean> held = threads.submit(() -> {
            try (Socket socket = PeerServices.ask(refusing, 'k')) {
                return PeerServices.echoes(socket);
            }
        });
        for (String service : List.of("refusing", "silent")) {
            peers.ground().letGo(peers.kecs(), peers.services().tasks(service).getFirst(), Services.CONTAINER);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> peers.state(service).path("state").asString().equals("Ready"));
        }
        assertThat(held.get(30, TimeUnit.SECONDS)).as("the held connection").isTrue();
    }

    public void aConnectionIsHeldUntilTheLimitAndThenEnded() throws IOException {
        int port = peers.forward("nobody", "peer", 0);
        long connected = System.nanoTime();
        try (Socket socket = PeerServices.ask(port, 'k')) {
            awaitEnd(socket);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - connected))
                .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(40));
    }

    private void awaitReason(String forward, String reason) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(peers.state(forward).path("reason").asString(""))
                                .as("why %s waits", forward)
                                .isEqualTo(reason));
    }
}
