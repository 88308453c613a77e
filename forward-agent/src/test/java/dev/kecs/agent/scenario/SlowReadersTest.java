package dev.kecs.agent.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.agent.testing.Usage;
import dev.kecs.protocol.forward.ForwardView;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scenario 4: clients that stop reading.
class SlowReadersTest {
    private static final byte[] CHUNK = new byte[1 << 16];
    private static final FakeTask.Service POURS_OR_ANSWERS = socket -> {
        if (socket.getInputStream().read() == 'p') {
            while (true) {
                socket.getOutputStream().write(CHUNK);
            }
        }
        socket.getOutputStream().write('y');
    };

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void fiftyClientsThatStopReadingHinderNobodyAndCostLittle() throws Exception {
        try (FakeTask task = new FakeTask(POURS_OR_ANSWERS)) {
            ForwardView forward = agent.startedAt(task);
            ForwardView other = agent.start(RunningAgent.WEB);
            agent.awaitReady(other.name());
            answersAHundredTimes(forward);
            Usage before = Usage.now();
            List<Socket> stuck = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Socket socket = RunningAgent.connect(forward);
                socket.getOutputStream().write('p');
                stuck.add(socket);
            }
            awaitStandstill();
            answersAHundredTimes(forward);
            answersAHundredTimes(other);
            assertThat(agent.view("web").connections().active()).isEqualTo(50);
            assertThat(Usage.now().memoryBytes() - before.memoryBytes()).isLessThan(50L << 20);
            for (Socket socket : stuck) {
                socket.close();
            }
        }
    }

    /// Until every buffer on the way is full and no byte moves any more.
    private void awaitStandstill() {
        AtomicLong last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    long now = agent.view("web").bytesOut();
                    return last.getAndSet(now) == now && now > 10_000_000L;
                });
    }

    private static void answersAHundredTimes(ForwardView forward) throws Exception {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = RunningAgent.connect(forward)) {
                socket.getOutputStream().write('n');
                assertThat(socket.getInputStream().read()).isEqualTo('y');
            }
        }
    }
}
