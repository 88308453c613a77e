package dev.kecs.agent.relay;

import static dev.kecs.agent.relay.RunningRelay.PATIENT;
import static dev.kecs.agent.relay.RunningRelay.to;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.port.BoundPort;
import dev.kecs.agent.port.LocalPorts;
import dev.kecs.agent.port.PortRange;
import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.agent.relay.route.Listener;
import dev.kecs.agent.relay.route.RelayEvents;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.Usage;
import dev.kecs.protocol.target.Transport;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ListenerTest {
    /// What the relay tells is of no interest here.
    private static final RelayEvents DEAF = new RelayEvents() {
        @Override
        public void dialFailed(Destination destination, DialFailure failure) {}

        @Override
        public void held() {}

        @Override
        public void givenUp(String reason) {}

        @Override
        public void cutOff(String reason) {}

        @Override
        public void acceptFailed(Exception failure) {}
    };

    @Test
    void oneListenerServesBothLoopbackAddresses() throws Exception {
        BoundPort.Tcp bound = (BoundPort.Tcp) new LocalPorts(PortRange.ephemeral(), RandomGenerator.getDefault())
                .bindAny(Transport.TCP, List.of("127.0.0.1", "::1"), Set.of());
        try (Relay relay = Relay.start(2, Movers.Kind.SPLICING);
                Listener listener = relay.listen(bound.channels(), PATIENT, DEAF);
                FakeTask task = new FakeTask(FakeTask.ECHO)) {
            listener.route(List.of(to("t1", task))).join();
            for (String address : bound.addresses()) {
                try (Socket client =
                        new Socket(InetAddress.ofLiteral(address), bound.port().number())) {
                    assertEchoes(client, address);
                }
            }
            assertThat(listener.counters().total()).isEqualTo(2);
        }
    }

    @Test
    void closingResetsConnectionsFreesThePortAndMayBeRepeated() throws Exception {
        try (RunningRelay relay = new RunningRelay();
                FakeTask task = new FakeTask(FakeTask.ECHO)) {
            relay.route(to("t1", task));
            try (Socket joined = relay.connect()) {
                assertEchoes(joined, "x");
                relay.listener.close();
                relay.listener.close();
                assertThatThrownBy(() -> joined.getInputStream().read()).hasMessage("Connection reset");
            }
            try (ServerSocket free = new ServerSocket(relay.port(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
                assertThat(free.isBound()).isTrue();
            }
            assertThatThrownBy(relay::connect).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void closingResetsHeldConnections() throws Exception {
        try (RunningRelay relay = new RunningRelay();
                Socket held = relay.connect()) {
            await().until(() -> relay.counters().held() == 1);
            relay.listener.close();
            assertThatThrownBy(() -> held.getInputStream().read()).hasMessage("Connection reset");
            assertThat(relay.counters().held()).isZero();
        }
    }

    @Test
    void nothingIsLeftOpenAfterwards() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            useAndClose(task);
            long before = Usage.now().descriptors();
            for (int i = 0; i < 5; i++) {
                useAndClose(task);
            }
            await().until(() -> Usage.now().descriptors() <= before);
        }
    }

    private static void useAndClose(FakeTask task) throws Exception {
        RunningRelay relay = new RunningRelay();
        relay.route(to("t1", task));
        try (Socket joined = relay.connect()) {
            assertEchoes(joined, "x");
            relay.route();
            try (Socket held = relay.connect()) {
                await().until(() -> relay.counters().held() == 1);
                relay.close();
                relay.close();
                assertThat(held.isConnected()).isTrue();
            }
        }
        await().until(() -> task.open() == 0);
    }
}
