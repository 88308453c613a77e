package dev.kecs.agent.relay;

import static dev.kecs.agent.relay.RunningRelay.to;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.relay.route.Limits;
import dev.kecs.agent.testing.FakeTask;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Limits most(int connections) {
        return new Limits(PATIENCE, 10, connections, Duration.ZERO);
    }

    private static Limits idle(Duration longest) {
        return new Limits(PATIENCE, 10, 0, longest);
    }

    private static boolean isReset(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void whatIsTooManyIsResetAtOnceAndThereIsRoomWhenOneEnds() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO);
                RunningRelay relay = new RunningRelay(most(2))) {
            relay.route(to("t1", task));
            try (Socket first = relay.connect()) {
                assertEchoes(first, "one");
                try (Socket second = relay.connect()) {
                    assertEchoes(second, "two");
                    try (Socket third = relay.connect()) {
                        assertThat(isReset(third)).isTrue();
                    }
                    assertThat(relay.told).containsExactly("more than 2 connections");
                    assertEchoes(first, "goes on");
                }
                await().until(() -> relay.counters().active() == 1);
                try (Socket next = relay.connect()) {
                    assertEchoes(next, "three");
                }
            }
        }
    }

    @Test
    void whatMovesNothingIsResetAndWhatMovesOnlyOneWayIsNot() throws Exception {
        FakeTask.Service pours = socket -> {
            while (true) {
                socket.getOutputStream().write('.');
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        };
        try (FakeTask quiet = new FakeTask(FakeTask.ECHO);
                FakeTask pouring = new FakeTask(pours);
                RunningRelay silent = new RunningRelay(idle(Duration.ofSeconds(1)));
                RunningRelay oneWay = new RunningRelay(idle(Duration.ofSeconds(1)))) {
            silent.route(to("t1", quiet));
            oneWay.route(to("t2", pouring));
            try (Socket idle = silent.connect();
                    Socket busy = oneWay.connect()) {
                assertEchoes(idle, "once");
                assertThat(isReset(idle)).isTrue();
                assertThat(silent.told).containsExactly("no byte moved for 1000 ms");
                assertThat(busy.getInputStream().readNBytes(40)).hasSize(40);
                assertThat(oneWay.told).isEmpty();
            }
            assertThat(silent.counters().reset()).isEqualTo(1);
        }
    }

    @Test
    void anUploadThatNobodyAnswersIsNotIdle() throws Exception {
        FakeTask.Service swallows = socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        try (FakeTask task = new FakeTask(swallows);
                RunningRelay relay = new RunningRelay(idle(Duration.ofSeconds(1)))) {
            relay.route(to("t1", task));
            try (Socket client = relay.connect()) {
                for (int i = 0; i < 40; i++) {
                    client.getOutputStream().write('.');
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
                assertThat(relay.told).isEmpty();
                assertThat(isReset(client)).isTrue();
                assertThat(relay.told).containsExactly("no byte moved for 1000 ms");
            }
        }
    }

    @Test
    void theLongestHoldAndIdleTimeThatCanBeAskedForAreServed() throws Exception {
        Duration longest = Duration.ofMillis(Long.MAX_VALUE);
        try (FakeTask task = new FakeTask(FakeTask.ECHO);
                RunningRelay relay = new RunningRelay(new Limits(longest, 10, 0, longest));
                Socket held = relay.connect()) {
            await().until(() -> relay.told.contains("held"));
            relay.route(to("t1", task));
            assertEchoes(held, "served");
        }
    }

    @Test
    void limitsChangeForLiveConnections() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO);
                RunningRelay relay = new RunningRelay(idle(Duration.ZERO))) {
            relay.route(to("t1", task));
            try (Socket client = relay.connect()) {
                assertEchoes(client, "x");
                relay.listener.limit(idle(Duration.ofMillis(200)));
                assertThat(isReset(client)).isTrue();
            }
        }
    }
}
