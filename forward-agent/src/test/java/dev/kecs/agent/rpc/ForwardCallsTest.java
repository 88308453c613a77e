package dev.kecs.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.port.PortRange;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.SnapshotReason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The calls that callers make, through the socket.
class ForwardCallsTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void parallelStartsGetPortsAndNamesOfTheirOwn() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ForwardView>> started =
                    callers.invokeAll(java.util.Collections.nCopies(20, () -> agent.start(RunningAgent.web(0))));
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
                    () -> agent.start(RunningAgent.web(other.getLocalPort()).listeningAt(List.of("127.0.0.1"))));
            assertThat(error.code()).isEqualTo(4);
            assertThat(error.getMessage())
                    .contains("pid " + ProcessHandle.current().pid());
            assertThat(agent.client().call(AgentMethods.FORWARD_LIST, Empty.EMPTY))
                    .isEmpty();
        }
    }

    @Test
    void targetsThatMakeNoSenseAreRefused() throws Exception {
        agent.control().reason(SnapshotReason.SERVICE_ABSENT, "no service web", "create it");
        assertThat(catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.WEB)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(3))
                .hasMessage("no service web");
        agent.control().reason(SnapshotReason.NOT_PUBLIC, "not public", "aws ecs update-service");
        assertThat(catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.WEB)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(1))
                .satisfies(error -> assertThat(error.hint()).isEqualTo("aws ecs update-service"));
        agent.control().reason(SnapshotReason.PORT_AMBIGUOUS, "80 or 81", null);
        assertThat(catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.WEB)))
                .satisfies(error -> assertThat(error.code()).isEqualTo(2));
    }

    @Test
    void stoppingAnUnknownForwardStopsNone() throws Exception {
        ForwardView forward = agent.start(RunningAgent.WEB);
        RpcException error = catchThrowableOfType(
                RpcException.class,
                () -> agent.client().call(AgentMethods.FORWARD_STOP, ForwardSelection.only(List.of("web", "ghost"))));
        assertThat(error.code()).isEqualTo(3);
        assertThat(error).hasMessageContaining("'ghost'");
        assertThat(agent.client().call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).hasSize(1);

        agent.client().call(AgentMethods.FORWARD_STOP, ForwardSelection.only(List.of(forward.id())));
        try (ServerSocket free = new ServerSocket(forward.localPort())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void forwardsAreStoppedByIdByNameOrAll() throws Exception {
        String first = agent.start(RunningAgent.WEB).id();
        for (int i = 2; i <= 5; i++) {
            assertThat(agent.start(RunningAgent.WEB).name()).isEqualTo("web-" + i);
        }
        assertThat(stopped(ForwardSelection.only(List.of("web-3", first)))).containsExactlyInAnyOrder("web", "web-3");
        assertThat(agent.start(RunningAgent.WEB).name()).isEqualTo("web");
        assertThat(stopped(ForwardSelection.everything())).containsExactlyInAnyOrder("web", "web-2", "web-4", "web-5");
        assertThat(agent.client().call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).isEmpty();
        assertThat(stopped(ForwardSelection.everything())).isEmpty();
        assertThat(agent.paths().forwards().config()).content().doesNotContain("web");
    }

    private List<String> stopped(ForwardSelection request) throws Exception {
        return Arrays.stream(agent.client().call(AgentMethods.FORWARD_STOP, request))
                .map(ForwardView::name)
                .toList();
    }

    @Test
    void aPortChosenForZeroLiesWhereTheSystemGivesNone() throws Exception {
        PortRange ephemeral = PortRange.ephemeral();
        for (Integer wished : new Integer[] {0, null}) {
            int port = agent.start(RunningAgent.web(wished)).localPort();
            assertThat(port).isBetween(1024, 65_535).matches(it -> it < ephemeral.first() || it > ephemeral.last());
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
    void configAndStateAreTheirOwnersAlone() throws Exception {
        agent.start(RunningAgent.WEB);
        Path config = agent.paths().forwards().config();
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-------");
        await().until(() -> Files.exists(agent.paths().forwards().state()));
        assertThat(agent.paths().forwards().state()).content().contains("name: \"web\"");
    }
}
