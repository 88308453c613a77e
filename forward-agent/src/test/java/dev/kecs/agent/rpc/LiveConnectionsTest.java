package dev.kecs.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.FakeUdpTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardName;
import dev.kecs.protocol.forward.ForwardConnection;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.target.Transport;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who is connected to a forward now.
class LiveConnectionsTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private ForwardConnection[] connections() throws Exception {
        return agent.client().call(AgentMethods.FORWARD_CONNECTIONS, new ForwardName("web"));
    }

    @Test
    void eachIsShownWithWhereItComesFromAndGoes() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = agent.startedAt(task);
            assertThat(connections()).isEmpty();
            try (Socket first = RunningAgent.connect(forward);
                    Socket second = RunningAgent.connect(forward)) {
                RunningAgent.assertEchoes(first, "hello");
                RunningAgent.assertEchoes(second, "hi");
                assertThat(connections())
                        .hasSize(2)
                        .anySatisfy(shown -> assertThat(shown)
                                .extracting(
                                        ForwardConnection::client,
                                        ForwardConnection::task,
                                        ForwardConnection::endpoint,
                                        ForwardConnection::bytesIn)
                                .containsExactly(
                                        "127.0.0.1:" + first.getLocalPort(), "t1", "127.0.0.1:" + task.port(), 5L))
                        .allMatch(shown -> shown.stage() == ForwardConnection.Stage.JOINED);
            }
            await().until(() -> connections().length == 0);
        }
    }

    @Test
    void oneThatIsHeldHasNoEndpoint() throws Exception {
        ForwardView forward = agent.start(RunningAgent.WEB);
        try (Socket held = RunningAgent.connect(forward)) {
            await().until(() -> connections().length == 1);
            assertThat(connections()[0])
                    .returns(ForwardConnection.Stage.HELD, ForwardConnection::stage)
                    .returns(null, ForwardConnection::task)
                    .returns("127.0.0.1:" + held.getLocalPort(), ForwardConnection::client);
        }
    }

    @Test
    void aUdpPortIsForwardedAsUdpAndRememberedSo() throws Exception {
        try (FakeUdpTask task = new FakeUdpTask(true);
                DatagramSocket client = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            client.setSoTimeout(10_000);
            agent.control().speaks(Transport.UDP);
            agent.control().endpoints(FakeControlServer.ready("t1", task.port()));
            agent.start(RunningAgent.WEB);
            ForwardView forward = agent.awaitReady("web");
            assertThat(forward.ports().getFirst().protocol()).isEqualTo(Transport.UDP);
            DatagramPacket packet = new DatagramPacket(
                    RunningAgent.bytes("hello"), 5, InetAddress.ofLiteral("127.0.0.1"), forward.localPort());
            client.send(packet);
            client.receive(packet);
            assertThat(connections())
                    .singleElement()
                    .returns("t1", ForwardConnection::task)
                    .returns(5L, ForwardConnection::bytesOut);
            assertThat(Files.readString(agent.paths().forwards().config())).contains(forward.localPort() + "/udp");
        }
    }
}
