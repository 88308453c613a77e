package dev.kecs.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.agent.relay.route.Limits;
import dev.kecs.agent.relay.route.Listener;
import dev.kecs.agent.relay.route.LiveConnection;
import dev.kecs.agent.relay.route.RelayEvents;
import dev.kecs.agent.testing.FakeUdpTask;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UdpTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Relay relay;
    private Listener listener;
    private InetSocketAddress local;

    @BeforeEach
    void start() throws Exception {
        relay = Relay.start(2, Movers.Kind.COPYING);
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(LOOPBACK, 0));
        local = (InetSocketAddress) channel.getLocalAddress();
        listener = relay.receive(List.of(channel), Limits.holding(Duration.ZERO, 0), new RelayEvents() {
            @Override
            public void dialFailed(Destination destination, DialFailure failure) {
                told.add(destination.name());
            }

            @Override
            public void held() {
                told.add("held");
            }

            @Override
            public void givenUp(String reason) {
                told.add(reason);
            }

            @Override
            public void cutOff(String reason) {
                told.add(reason);
            }

            @Override
            public void acceptFailed(Exception failure) {
                told.add("accept: " + failure);
            }
        });
    }

    @AfterEach
    void stop() {
        listener.close();
        relay.close();
    }

    private void route(FakeUdpTask... tasks) throws Exception {
        List<Destination> destinations = new ArrayList<>();
        for (FakeUdpTask task : tasks) {
            destinations.add(new Destination("t" + task.port(), task.address(), true));
        }
        listener.route(destinations).get(5, TimeUnit.SECONDS);
    }

    private static DatagramSocket client() throws IOException {
        DatagramSocket client = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        client.setSoTimeout(10_000);
        return client;
    }

    private void send(DatagramSocket client, byte[] content) throws IOException {
        client.send(new DatagramPacket(content, content.length, local));
    }

    private void assertEchoes(DatagramSocket client, byte[] content) throws IOException {
        send(client, content);
        DatagramPacket answer = new DatagramPacket(new byte[65_536], 65_536);
        client.receive(answer);
        assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                .isEqualTo(new String(content, StandardCharsets.UTF_8));
        assertThat(answer.getSocketAddress()).isEqualTo(local);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachClientGetsItsOwnAnswers() throws Exception {
        try (FakeUdpTask task = new FakeUdpTask(true);
                DatagramSocket one = client();
                DatagramSocket other = client()) {
            route(task);
            for (int i = 0; i < 20; i++) {
                assertEchoes(one, bytes("one " + i));
                assertEchoes(other, bytes("other " + i));
            }
            assertEchoes(one, bytes("x".repeat(60_000)));
            assertThat(task.clients).hasSize(2);
            assertThat(listener.counters().active()).isEqualTo(2);
            assertThat(listener.counters().total()).isEqualTo(2);
            assertThat(listener.connections().get(5, TimeUnit.SECONDS))
                    .hasSize(2)
                    .allSatisfy(live -> {
                        assertThat(live.stage()).isEqualTo(LiveConnection.Stage.JOINED);
                        assertThat(live.bytesIn()).isEqualTo(live.bytesOut()).isPositive();
                    });
        }
    }

    @Test
    void oneWayDatagramsAllArrive() throws Exception {
        try (FakeUdpTask task = new FakeUdpTask(false);
                DatagramSocket client = client()) {
            route(task);
            for (int sent = 0; sent < 10_000; ) {
                for (int i = 0; i < 100; i++) {
                    send(client, bytes("datagram " + sent++));
                }
                // The system drops what a full buffer cannot take, so the next hundred wait for these.
                int all = sent;
                await().pollInterval(Duration.ofMillis(1)).until(() -> task.received.get() == all);
            }
            assertThat(listener.counters().bytesOut()).isZero();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aReplacementServesTheSameClient() throws Exception {
        try (FakeUdpTask first = new FakeUdpTask(true);
                FakeUdpTask second = new FakeUdpTask(true);
                DatagramSocket client = client()) {
            route(first);
            assertEchoes(client, bytes("first"));
            route(second);
            assertThat(listener.counters().active()).isZero();
            assertEchoes(client, bytes("second"));
            assertThat(second.received).hasValue(1);
        }
    }

    @Test
    void whatHasNoDestinationIsDroppedAndCounted() throws Exception {
        try (FakeUdpTask task = new FakeUdpTask(true);
                DatagramSocket client = client()) {
            send(client, bytes("too early"));
            await().until(() -> listener.counters().failed() == 1);
            route(task);
            assertEchoes(client, bytes("in time"));
            assertThat(task.received).hasValue(1);
        }
    }

    @Test
    void aRefusedDatagramIsToldAndTheNextOneMayArrive() throws Exception {
        InetSocketAddress address;
        try (FakeUdpTask gone = new FakeUdpTask(true)) {
            address = gone.address();
        }
        try (DatagramSocket client = client()) {
            listener.route(List.of(new Destination("t1", address, true))).get(5, TimeUnit.SECONDS);
            await().until(() -> {
                send(client, bytes("anybody?"));
                return !told.isEmpty();
            });
            assertThat(told.getFirst()).isEqualTo("nobody listens at UDP port " + address.getPort() + " of task t1");
            try (FakeUdpTask task = new FakeUdpTask(true)) {
                route(task);
                assertEchoes(client, bytes("yes"));
            }
        }
    }

    @Test
    void whoIsQuietForTooLongIsForgotten() throws Exception {
        listener.limit(new Limits(Duration.ZERO, 0, 0, Duration.ofMillis(400)));
        try (FakeUdpTask task = new FakeUdpTask(true);
                DatagramSocket client = client()) {
            route(task);
            assertEchoes(client, bytes("once"));
            await().until(() -> listener.counters().active() == 0);
            assertEchoes(client, bytes("again"));
            assertThat(listener.counters().total()).isEqualTo(2);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void whenThereAreTooManyTheOneThatWasQuietLongestMakesRoom() throws Exception {
        listener.limit(new Limits(Duration.ZERO, 0, 2, Duration.ZERO));
        try (FakeUdpTask task = new FakeUdpTask(true);
                DatagramSocket first = client();
                DatagramSocket second = client();
                DatagramSocket third = client()) {
            route(task);
            assertEchoes(first, bytes("1"));
            assertEchoes(second, bytes("2"));
            assertEchoes(first, bytes("1 again"));
            assertEchoes(third, bytes("3"));
            assertThat(listener.counters().active()).isEqualTo(2);
            assertThat(listener.connections().get(5, TimeUnit.SECONDS))
                    .extracting(live -> live.client().getPort())
                    .containsExactlyInAnyOrder(first.getLocalPort(), third.getLocalPort());
        }
    }

    @Test
    void aClosedListenerGivesItsPortBack() throws Exception {
        listener.close();
        try (DatagramSocket again = new DatagramSocket(local);
                DatagramSocket client = client()) {
            again.setSoTimeout(200);
            assertThatThrownBy(() -> again.receive(new DatagramPacket(new byte[1], 1)))
                    .isInstanceOf(SocketTimeoutException.class);
            send(client, bytes("x"));
        }
    }
}
