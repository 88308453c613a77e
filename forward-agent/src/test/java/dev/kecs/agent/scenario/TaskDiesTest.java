package dev.kecs.agent.scenario;

import static dev.kecs.agent.testing.FakeControlServer.draining;
import static dev.kecs.agent.testing.FakeControlServer.ready;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.agent.testing.TaskProgram;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scenario 1: tasks end under their clients.
class TaskDiesTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void clientsOfAKilledProcessEndWithinTwoSecondsAndTheNextIsServedByItsReplacement() throws Exception {
        try (TaskProgram first = TaskProgram.start();
                TaskProgram second = TaskProgram.start()) {
            agent.control().endpoints(ready("t1", first.port()));
            agent.start(RunningAgent.WEB);
            ForwardView forward = agent.awaitReady("web");
            try (Socket download = RunningAgent.connect(forward);
                    Socket idle = RunningAgent.connect(forward)) {
                download.getOutputStream().write('d');
                assertThat(download.getInputStream().skip(100 << 20)).isEqualTo(100 << 20);
                assertEchoes(idle, "i");
                first.kill();
                CompletableFuture<Long> rest = ending(download);
                CompletableFuture<Long> nothing = ending(idle);
                agent.control().endpoints();
                await().atMost(LIMIT).until(() -> rest.isDone() && nothing.isDone());
                assertThat(rest.join()).isLessThan(TaskProgram.DOWNLOAD_BYTES - (100 << 20));
            }
            for (int i = 0; i < 20; i++) {
                RunningAgent.connect(forward).close();
            }
            try (Socket held = RunningAgent.connect(forward)) {
                held.getOutputStream().write('e');
                await().until(() -> agent.view("web").connections().held() >= 1);
                agent.control().endpoints(ready("t2", second.port()));
                assertThat(held.getInputStream().read()).isEqualTo('e');
            }
            assertThat(agent.view("web").reconnects()).isEqualTo(1);
        }
    }

    /// How many bytes came until the end, which may be a reset.
    private static CompletableFuture<Long> ending(Socket socket) {
        return CompletableFuture.supplyAsync(() -> {
            long came = 0;
            byte[] chunk = new byte[1 << 16];
            try {
                for (int n = socket.getInputStream().read(chunk);
                        n >= 0;
                        n = socket.getInputStream().read(chunk)) {
                    came += n;
                }
            } catch (SocketException e) {
                // A reset is an end, too.
                return came;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return came;
        });
    }

    @Test
    void clientsAreResetEvenWhenSomebodyStillHoldsTheDeadTasksSockets() throws Exception {
        FakeTask.Service endless = socket -> {
            byte[] chunk = new byte[65_536];
            while (true) {
                socket.getOutputStream().write(chunk);
            }
        };
        try (FakeTask sending = new FakeTask(endless);
                FakeTask silent = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = agent.startedAt(silent);
            try (Socket idle = RunningAgent.connect(forward)) {
                assertEchoes(idle, "i");
                agent.control().endpoints(draining("t1", silent.port()), ready("t2", sending.port()));
                await().until(() -> agent.view("web").endpoints().getLast().ready());
                try (Socket download = RunningAgent.connect(forward)) {
                    assertThat(download.getInputStream().skip(1 << 20)).isEqualTo(1 << 20);
                    long told = System.nanoTime();
                    agent.control().endpoints();
                    assertReset(idle);
                    assertReset(download);
                    assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(LIMIT);
                }
            }
            assertThat(agent.view("web").connections().reset()).isEqualTo(2);
        }
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
    }

    @Test
    void withoutReconnectionTheForwardEndsWithItsTarget() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            agent.control().endpoints(ready("t1", task.port()));
            ForwardView forward = agent.start(RunningAgent.WEB.with(ForwardOptions.USUAL.reconnecting(false)));
            agent.awaitReady("web");
            agent.control().endpoints();
            await().until(() -> agent.view("web").state() == ForwardState.CLOSED);
            assertThat(agent.view("web").reason()).isEqualTo("noRunningTask");
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> RunningAgent.connect(forward)).isInstanceOf(IOException.class));
        }
    }
}
