package dev.kecs.agent.apply;

import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.agent.ForwardChange.Kind;
import dev.kecs.protocol.agent.ForwardRemove;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.target.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `forward.apply` and `forward.remove`.
class FileForwardsTest {
    private static final String FILE = "/repository/port-forward.yaml";

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private static ForwardRequest entry(String name) {
        return RunningAgent.web(0).named(name);
    }

    private ForwardChange[] apply(boolean prune, ForwardRequest... entries) throws Exception {
        return agent.client().call(AgentMethods.FORWARD_APPLY, new ForwardApply(FILE, List.of(entries), prune, false));
    }

    private static Map<String, Kind> kinds(ForwardChange... changes) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (ForwardChange change : changes) {
            kinds.put(change.name(), change.change());
        }
        return kinds;
    }

    private List<String> names() throws Exception {
        return Arrays.stream(agent.client().call(AgentMethods.FORWARD_LIST, Empty.EMPTY))
                .map(ForwardView::name)
                .toList();
    }

    private static ForwardView forward(ForwardChange change) {
        return Objects.requireNonNull(change.forward());
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        assertThat(kinds(apply(false, entry("a"), entry("b"))))
                .containsExactly(Map.entry("a", Kind.CREATED), Map.entry("b", Kind.CREATED));
        int port = agent.view("a").localPort();
        ForwardChange[] again = apply(false, entry("a"), entry("b"));
        assertThat(kinds(again)).containsValues(Kind.UNCHANGED).doesNotContainValue(Kind.CREATED);
        assertThat(forward(again[0]).localPort()).isEqualTo(port);
        assertThat(forward(again[0]).origin()).isEqualTo(FILE);
    }

    @Test
    void otherOptionsKeepTheConnectionsAndEverythingElseKeepsIdAndPort() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            agent.control().endpoints(FakeControlServer.ready("t1", task.port()));
            apply(false, entry("a"));
            ForwardView first = agent.awaitReady("a");
            try (Socket live = RunningAgent.connect(first)) {
                assertEchoes(live, "before");
                ForwardChange[] options = apply(false, entry("a").with(ForwardOptions.USUAL.reconnecting(false)));
                assertThat(kinds(options)).containsExactly(Map.entry("a", Kind.CHANGED));
                assertThat(agent.view("a").options().autoReconnect()).isFalse();
                assertEchoes(live, "after");

                ForwardChange[] target = apply(
                        false,
                        ForwardRequest.to(new Target.OfTask("demo", "0123456789"))
                                .between(new PortPair(0, 80, null))
                                .named("a"));
                assertThat(target[0].message()).contains("other target");
                assertThat(agent.awaitReady("a").type()).isEqualTo("task");
                assertThat(agent.view("a").id()).isEqualTo(first.id());
                assertThat(agent.view("a").localPort()).isEqualTo(first.localPort());
                assertThat(live.getInputStream().read()).isEqualTo(-1);
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        }
    }

    @Test
    void oneThatFailsDoesNotHinderTheOthers() throws Exception {
        agent.start(RunningAgent.WEB.named("mine"));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            ForwardChange[] changes = apply(
                    false,
                    entry("a"),
                    RunningAgent.web(other.getLocalPort()).named("taken"),
                    entry("mine"),
                    entry("b"));
            assertThat(kinds(changes))
                    .containsExactly(
                            Map.entry("a", Kind.CREATED),
                            Map.entry("taken", Kind.FAILED),
                            Map.entry("mine", Kind.FAILED),
                            Map.entry("b", Kind.CREATED));
            assertThat(changes[1].message()).contains("is taken");
            assertThat(changes[2].message()).contains("started by hand");
        }
        assertThat(names()).containsExactlyInAnyOrder("mine", "a", "b");
    }

    @Test
    void pruningAndRemovingTouchOnlyTheFilesOwn() throws Exception {
        agent.start(RunningAgent.WEB.named("mine"));
        apply(false, entry("a"), entry("b"), entry("c"));
        agent.client()
                .call(AgentMethods.FORWARD_APPLY, new ForwardApply("/other.yaml", List.of(entry("d")), false, false));
        assertThat(kinds(apply(true, entry("a"), entry("c"))))
                .containsExactly(
                        Map.entry("a", Kind.UNCHANGED), Map.entry("c", Kind.UNCHANGED), Map.entry("b", Kind.REMOVED));
        assertThat(names()).containsExactlyInAnyOrder("mine", "a", "c", "d");

        ForwardChange[] removed =
                agent.client().call(AgentMethods.FORWARD_REMOVE, new ForwardRemove(FILE, List.of("a", "d"), false));
        assertThat(kinds(removed)).containsExactly(Map.entry("a", Kind.REMOVED), Map.entry("d", Kind.FAILED));
        assertThat(names()).containsExactlyInAnyOrder("mine", "c", "d");
        agent.client().call(AgentMethods.FORWARD_REMOVE, new ForwardRemove(FILE, null, false));
        assertThat(names()).containsExactlyInAnyOrder("mine", "d");
        assertThat(agent.paths().forwards().config()).content().doesNotContain(FILE);
    }

    @Test
    void aDryRunTellsAndDoesNothing() throws Exception {
        apply(false, entry("a"), entry("b"));
        ForwardChange[] told = agent.client()
                .call(
                        AgentMethods.FORWARD_APPLY,
                        new ForwardApply(
                                FILE,
                                List.of(entry("a").with(ForwardOptions.USUAL.limited(3, 0)), entry("new")),
                                true,
                                true));
        assertThat(kinds(told))
                .containsExactly(
                        Map.entry("a", Kind.CHANGED), Map.entry("new", Kind.CREATED), Map.entry("b", Kind.REMOVED));
        assertThat(names()).containsExactly("a", "b");
        assertThat(agent.view("a").options()).isEqualTo(ForwardOptions.USUAL);
    }

    @Test
    void twoForwardsCannotHaveOneName() {
        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> apply(false, entry("a"), entry("a"))))
                .hasMessageContaining("a name of its own");
    }
}
