package dev.kecs.agent.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.rpc.RpcException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scenario 8: local ports that somebody else has.
class TakenPortsTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void aTakenPortNamesItsOwnerAndHindersNoOther() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            RpcException error =
                    catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.web(other.getLocalPort())));
            assertThat(error.code()).isEqualTo(4);
            assertThat(error)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            assertThat(agent.start(RunningAgent.web(0)).localPort()).isPositive();
        }
    }

    @Test
    void aHundredStartsAtOnceGetAHundredPorts() throws Exception {
        Set<Integer> ports = new HashSet<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ForwardView>> started =
                    callers.invokeAll(Collections.nCopies(100, () -> agent.start(RunningAgent.web(0))));
            for (Future<ForwardView> one : started) {
                ports.add(one.get().localPort());
            }
        }
        assertThat(ports).hasSize(100);
    }

    static boolean hasBothLoopbacks() throws Exception {
        return NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null;
    }

    @Test
    @EnabledIf("hasBothLoopbacks")
    void aPortThatIsTakenAtTheOtherLoopbackAddressAloneIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            RpcException error =
                    catchThrowableOfType(RpcException.class, () -> agent.start(RunningAgent.web(other.getLocalPort())));
            assertThat(error.code()).isEqualTo(4);
            try (ServerSocket free = new ServerSocket(other.getLocalPort(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
                assertThat(free.isBound()).isTrue();
            }
        }
    }
}
