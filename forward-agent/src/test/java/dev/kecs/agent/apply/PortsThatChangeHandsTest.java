package dev.kecs.agent.apply;

import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.agent.ForwardChange.Kind;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.PortPair;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `forward.apply` with local ports that pass from one forward of the file to another.
class PortsThatChangeHandsTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private FakeTask task;
    private int first;
    private int second;

    @BeforeEach
    void startTwo() throws Exception {
        task = new FakeTask(FakeTask.ECHO);
        agent.control().endpoints(FakeControlServer.ready("t1", task.port()));
        run(at(0, "a"), at(0, "b"));
        first = agent.view("a").localPort();
        second = agent.view("b").localPort();
    }

    @AfterEach
    void stopTask() throws Exception {
        task.close();
    }

    private static ForwardRequest at(int port, String name) {
        return RunningAgent.web(port).named(name);
    }

    private List<ForwardChange> run(ForwardRequest... entries) throws Exception {
        return List.of(agent.client()
                .call(
                        AgentMethods.FORWARD_APPLY,
                        new ForwardApply("/repository/port-forward.yaml", List.of(entries), true, false)));
    }

    private void assertServed(String name, int port) throws Exception {
        assertThat(agent.awaitReady(name).localPort()).isEqualTo(port);
        try (Socket client = RunningAgent.connect(agent.view(name))) {
            assertEchoes(client, name);
        }
    }

    @Test
    void aForwardWithAnotherNameTakesThePortOfThatWhichIsPruned() throws Exception {
        assertThat(run(at(first, "renamed"), at(0, "b")))
                .extracting(ForwardChange::change)
                .containsExactly(Kind.CREATED, Kind.UNCHANGED, Kind.REMOVED);
        assertServed("renamed", first);
        assertServed("b", second);
    }

    @Test
    void twoForwardsSwapTheirPorts() throws Exception {
        assertThat(run(at(second, "a"), at(first, "b")))
                .extracting(ForwardChange::change)
                .containsExactly(Kind.CHANGED, Kind.CHANGED);
        assertServed("a", second);
        assertServed("b", first);
    }

    @Test
    void whatCannotBeReplacedKeepsItsPortAndNobodyElseGetsIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            ForwardRequest impossible =
                    at(0, "a").between(PortPair.of(second, 80), PortPair.of(other.getLocalPort(), 81));
            List<ForwardChange> changes = run(at(first, "b"), impossible, at(first, "c"));
            assertThat(changes)
                    .extracting(ForwardChange::change)
                    .containsExactly(Kind.FAILED, Kind.FAILED, Kind.FAILED);
            assertThat(changes.get(0).message()).contains("belongs to the forward 'a'");
            assertThat(changes.get(1).message()).contains("is taken");
            assertThat(changes.get(2).message()).contains("belongs to the forward 'a'");
        }
        assertServed("a", first);
        assertServed("b", second);
    }
}
