package dev.kecs.agent.rpc;

import static dev.kecs.agent.testing.FakeControlServer.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.agent.testing.UnansweringTask;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.forward.ForwardEndpoint;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `forward.wait`.
class WaitingForReadyTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private static List<String> readyTasks(ForwardView forward) {
        return forward.endpoints().stream()
                .filter(ForwardEndpoint::ready)
                .map(ForwardEndpoint::task)
                .toList();
    }

    @Test
    void theAnswerCountsEveryTaskThatTakesConnections() throws Exception {
        try (FakeTask one = new FakeTask(FakeTask.ECHO);
                FakeTask two = new FakeTask(FakeTask.ECHO);
                FakeTask three = new FakeTask(FakeTask.ECHO)) {
            agent.control().endpoints(ready("t1", one.port()), ready("t2", two.port()), ready("t3", three.port()));
            for (int i = 0; i < 5; i++) {
                ForwardView started = agent.start(RunningAgent.WEB);
                assertThat(readyTasks(agent.awaitReady(started.id()))).containsExactly("t1", "t2", "t3");
            }
        }
    }

    @Test
    void aTaskThatRefusesOrDoesNotAnswerDelaysTheAnswerByASecondAtMost() throws Exception {
        int refusing;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            refusing = free.getLocalPort();
        }
        try (FakeTask task = new FakeTask(FakeTask.ECHO);
                UnansweringTask unanswering = new UnansweringTask()) {
            agent.control().endpoints(ready("t1", task.port()), ready("t2", refusing), ready("t3", unanswering.port()));
            agent.start(RunningAgent.WEB);
            long began = System.nanoTime();
            assertThat(readyTasks(agent.awaitReady("web"))).containsExactly("t1");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aForwardThatIsNotReadyInTimeStaysAndGetsReadyLater() throws Exception {
        agent.start(RunningAgent.WEB);
        RpcException error = catchThrowableOfType(
                RpcException.class,
                () -> agent.client().call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady("web", 50)));
        assertThat(error.code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(error).hasMessage("forward 'web' is Waiting: nothing runs");
        assertThat(error.data("forward", ForwardView.class))
                .isNotNull()
                .extracting(ForwardView::name)
                .isEqualTo("web");
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            agent.control().endpoints(ready("t1", task.port()));
            assertThat(agent.awaitReady("web").state()).isEqualTo(ForwardState.READY);
        }
    }

    @Test
    void stoppingTheForwardEndsTheWait() throws Exception {
        agent.start(RunningAgent.WEB);
        CompletableFuture<RpcException> waited =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(RpcException.class, () -> {
                    try (var own = RunningAgent.connect(agent.paths())) {
                        own.call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady("web", 30_000));
                    }
                }));
        await().until(() -> "noRunningTask".equals(agent.view("web").reason()));
        agent.client().call(AgentMethods.FORWARD_STOP, ForwardSelection.everything());
        RpcException error = waited.get(20, TimeUnit.SECONDS);
        // It may not have begun to wait when the forward was gone.
        assertThat(error.code()).isIn(ErrorCode.FAILED, ErrorCode.NOT_FOUND);
    }
}
