package dev.kecs.agent.scenario;

import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.forward.ForwardView;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scenario 3: each direction of a connection ends by itself, and a reset stays a reset.
class HalfCloseTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void bytesGoBothWaysAndAreCounted() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            ForwardView forward = agent.startedAt(task);
            try (Socket socket = RunningAgent.connect(forward)) {
                assertEchoes(socket, "hello");
                socket.shutdownOutput();
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            await().until(() -> agent.view("web").connections().active() == 0);
            ForwardView after = agent.view("web");
            assertThat(after.bytesIn()).isEqualTo(5);
            assertThat(after.bytesOut()).isEqualTo(5);
            assertThat(after.connections().total()).isEqualTo(1);
            assertThat(after.connections().reset()).isZero();
            assertThat(after.id()).matches("pf-[0-9a-f]{8}");
        }
    }

    @Test
    void anAnswerComesWholeTenSecondsAfterTheClientHasShutItsOutput() throws Exception {
        FakeTask.Service answersLate = socket -> {
            socket.getInputStream().readAllBytes();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofSeconds(10).toNanos());
            socket.getOutputStream().write(new byte[3_000_000]);
        };
        try (FakeTask task = new FakeTask(answersLate);
                Socket socket = RunningAgent.connect(agent.startedAt(task))) {
            socket.getOutputStream().write(new byte[100_000]);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).hasSize(3_000_000);
        }
    }

    @Test
    void anUploadArrivesWholeAfterTheServerHasShutItsOutput() throws Exception {
        AtomicLong arrived = new AtomicLong();
        FakeTask.Service shutsFirst = socket -> {
            socket.shutdownOutput();
            byte[] chunk = new byte[65_536];
            InputStream in = socket.getInputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                arrived.addAndGet(n);
            }
        };
        try (FakeTask task = new FakeTask(shutsFirst);
                Socket socket = RunningAgent.connect(agent.startedAt(task))) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            byte[] chunk = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(chunk);
            }
            socket.shutdownOutput();
            await().until(() -> arrived.get() == 100L << 20);
        }
    }

    @Test
    void aResetOfTheClientReachesTheTask() throws Exception {
        AtomicLong outcome = new AtomicLong();
        FakeTask.Service sees = socket -> {
            try {
                socket.getInputStream().readAllBytes();
                outcome.set(1);
            } catch (IOException e) {
                outcome.set(2);
            }
        };
        try (FakeTask task = new FakeTask(sees)) {
            Socket socket = RunningAgent.connect(agent.startedAt(task));
            await().until(() -> task.open() == 1);
            socket.setSoLinger(true, 0);
            socket.close();
            await().until(() -> outcome.get() == 2);
        }
    }
}
