package dev.kecs.agent.apply;

import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardPort;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.OnConflict;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.rpc.RpcException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several ports of one forward, and ports that are taken.
class LocalPortsOfForwardsTest {
    private static final List<String> LOOPBACK = List.of("127.0.0.1");

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private static ForwardRequest at(int port, OnConflict policy) {
        return RunningAgent.web(port).listeningAt(LOOPBACK).with(ForwardOptions.USUAL.onConflict(policy));
    }

    @Test
    void severalPortsAreOneForwardAndEachIsServed() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            agent.control().endpoints(FakeControlServer.ready("t1", task.port()));
            ForwardView started =
                    agent.start(RunningAgent.WEB.between(new PortPair(0, 80, null), new PortPair(0, 9229, null)));
            assertThat(started.ports())
                    .extracting(ForwardPort::localPort)
                    .doesNotHaveDuplicates()
                    .hasSize(2);
            ForwardView ready = agent.awaitReady("web");
            for (ForwardPort port : ready.ports()) {
                try (Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port.localPort())) {
                    assertEchoes(client, "port " + port.localPort());
                }
            }
            await().until(() -> agent.view("web").connections().total() == 2);
        }
    }

    private void assertServedAt(ForwardView forward, String... addresses) throws Exception {
        assertThat(forward.addresses()).containsExactly(addresses);
        for (String address : addresses) {
            try (Socket client = new Socket(InetAddress.ofLiteral(address), forward.localPort())) {
                assertEchoes(client, "at " + address);
            }
        }
    }

    @Test
    void bothLoopbackAddressesAreServedUnlessOthersAreNamed() throws Exception {
        boolean six = NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null;
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            ForwardView usual = agent.startedAt(task);
            assertServedAt(usual, six ? new String[] {"127.0.0.1", "::1"} : new String[] {"127.0.0.1"});
            agent.start(RunningAgent.WEB.named("other").listeningAt(List.of("127.0.0.2", "127.0.0.3")));
            assertServedAt(agent.awaitReady("other"), "127.0.0.2", "127.0.0.3");
        }
    }

    @Test
    void anAddressThatIsANameOrThereTwiceIsRefused() {
        assertThatThrownBy(() -> RunningAgent.WEB.listeningAt(List.of("127.0.0.1", "127.0.0.1")))
                .hasMessage("the address 127.0.0.1 is there twice");
        assertThatThrownBy(() -> RunningAgent.WEB.listeningAt(List.of("localhost")))
                .hasMessage("'localhost' is no literal address");
    }

    @Test
    void withoutHoldingAConnectionIsResetAtOnce() throws Exception {
        ForwardView forward = agent.start(RunningAgent.WEB.with(ForwardOptions.USUAL.holding(0, 1000)));
        await().until(() -> "noRunningTask".equals(agent.view("web").reason()));
        try (Socket client = RunningAgent.connect(forward)) {
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
        }
        await().until(() -> agent.view("web").connections().failed() == 1);
        assertThat(agent.view("web").connections().held()).isZero();
    }

    @Test
    void theNextFreePortIsTakenAndKept() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            ForwardView forward = agent.start(at(other.getLocalPort(), OnConflict.NEXT));
            assertThat(forward.localPort()).isGreaterThan(other.getLocalPort());
            assertThat(agent.start(at(other.getLocalPort(), OnConflict.NEXT)).localPort())
                    .isGreaterThan(forward.localPort());
        }
    }

    @Test
    void aPortIsWaitedForAndTakenWhenItIsFree() throws Exception {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = other.getLocalPort();
            agent.start(at(port, OnConflict.WAIT));
            await().until(() -> agent.view("web").state() == ForwardState.WAITING);
            assertThat(agent.view("web").reason()).isEqualTo("portTaken");
            assertThat(agent.view("web").message())
                    .contains("pid " + ProcessHandle.current().pid());
        }
        await().until(() -> !"portTaken".equals(agent.view("web").reason()));
        assertThat(agent.view("web").localPort()).isEqualTo(port);
    }

    @Test
    void aPortThatBelongsToAnotherForwardIsRefusedByItsName() throws Exception {
        int port = agent.start(RunningAgent.web(0).named("first")).localPort();
        RpcException refused = catchThrowableOfType(
                RpcException.class, () -> agent.start(at(port, OnConflict.FAIL).named("second")));
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused).hasMessageContaining("'first'");
        RpcException waiting = catchThrowableOfType(
                RpcException.class, () -> agent.start(at(port, OnConflict.WAIT).named("second")));
        assertThat(waiting).hasMessageContaining("'first'");
    }

    @Test
    void allPortsAreFreeAgainWhenOneCannotBeBound() throws Exception {
        int free = agent.start(RunningAgent.web(0).named("probe")).localPort();
        agent.client().call(AgentMethods.FORWARD_STOP, ForwardSelection.everything());
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(catchThrowableOfType(
                            RpcException.class,
                            () -> agent.start(RunningAgent.WEB
                                    .listeningAt(LOOPBACK)
                                    .between(PortPair.of(free, 80), PortPair.of(other.getLocalPort(), 81)))))
                    .isNotNull();
        }
        assertThat(agent.start(at(free, OnConflict.FAIL)).localPort()).isEqualTo(free);
    }
}
