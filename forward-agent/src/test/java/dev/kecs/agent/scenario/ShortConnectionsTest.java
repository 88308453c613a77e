package dev.kecs.agent.scenario;

import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.agent.testing.Usage;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scenario 9: a hundred thousand short connections, of which clients reset a half and the task a tenth.
class ShortConnectionsTest {
    private static final int WARM_UP = 10_000;
    private static final int ALL = 100_000;
    private static final int CLIENTS = 8;

    /// What the client sends to be reset.
    private static final int RESET_ME = 'r';

    private static final FakeTask.Service ECHOES_OR_RESETS = socket -> {
        int first = socket.getInputStream().read();
        if (first == RESET_ME) {
            socket.setSoLinger(true, 0);
        } else if (first >= 0) {
            socket.getOutputStream().write(first);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    };

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void theForwardStaysReadyAndNothingIsLeftBehind() throws Exception {
        try (FakeTask task = new FakeTask(ECHOES_OR_RESETS);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            ForwardView forward = agent.startedAt(task);
            connect(clients, forward, WARM_UP);
            awaitNobody(task);
            Usage before = Usage.now();

            AtomicBoolean over = new AtomicBoolean();
            Future<Boolean> alwaysReady = clients.submit(() -> {
                boolean ready = true;
                while (!over.get()) {
                    ready &= agent.view("web").state() == ForwardState.READY;
                }
                return ready;
            });
            connect(clients, forward, ALL - WARM_UP);
            awaitNobody(task);
            over.set(true);

            assertThat(alwaysReady.get()).isTrue();
            ForwardView after = agent.view("web");
            assertThat(after.connections().total()).isEqualTo(ALL);
            assertThat(after.connections().failed()).isZero();
            await().untilAsserted(
                            () -> assertThat(Usage.now().descriptors()).isLessThanOrEqualTo(before.descriptors() + 2));
            assertThat(Usage.now().memoryBytes()).isLessThan(before.memoryBytes() + (4 << 20));
        }
    }

    private void awaitNobody(FakeTask task) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> agent.view("web").connections().active() == 0 && task.open() == 0);
    }

    private static void connect(ExecutorService clients, ForwardView forward, int count) throws Exception {
        List<Callable<Void>> shares = new ArrayList<>();
        int parts = CLIENTS - 1;
        for (int part = 0; part < parts; part++) {
            int first = part;
            shares.add(() -> {
                for (int i = first; i < count; i += parts) {
                    connectOnce(forward, i % 10);
                }
                return null;
            });
        }
        for (Future<Void> share : clients.invokeAll(shares)) {
            share.get();
        }
    }

    private static void connectOnce(ForwardView forward, int kind) throws Exception {
        try (Socket socket = RunningAgent.connect(forward)) {
            if (kind == 0) {
                socket.getOutputStream().write(RESET_ME);
                assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("Connection reset");
            } else {
                assertEchoes(socket, "x");
                socket.setSoLinger(kind > 4, 0);
            }
        }
    }
}
