package dev.kecs.agent.relay;

import static dev.kecs.agent.relay.RunningRelay.at;
import static dev.kecs.agent.relay.RunningRelay.draining;
import static dev.kecs.agent.relay.RunningRelay.to;
import static dev.kecs.agent.testing.RunningAgent.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.Routes;
import dev.kecs.agent.testing.FakeTask;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where connections go.
class RoutesTest {
    private RunningRelay relay;

    @BeforeEach
    void start() throws Exception {
        relay = new RunningRelay();
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    @Test
    void tiesGoRound() {
        Routes routes = Routes.NONE.with(List.of(
                new Destination("t1", at(1), true),
                new Destination("t2", at(2), true),
                new Destination("t3", at(3), true)));
        Set<String> chosen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            chosen.add(Objects.requireNonNull(routes.choose(Set.of()))
                    .destination()
                    .name());
        }
        assertThat(chosen).containsExactlyInAnyOrder("t1", "t2", "t3");
    }

    @Test
    void theDestinationWithTheFewestConnectionsIsNext() throws Exception {
        try (FakeTask one = new FakeTask(FakeTask.ECHO);
                FakeTask two = new FakeTask(FakeTask.ECHO)) {
            List<Socket> sockets = new ArrayList<>();
            relay.route(to("t1", one));
            for (int i = 0; i < 6; i++) {
                sockets.add(relay.connect());
                assertEchoes(sockets.getLast(), "x");
            }
            relay.route(to("t1", one), to("t2", two));
            for (int i = 0; i < 8; i++) {
                sockets.add(relay.connect());
                assertEchoes(sockets.getLast(), "x");
            }
            assertThat(one.open()).isEqualTo(7);
            assertThat(two.open()).isEqualTo(7);
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aFailedDialTriesAnotherDestinationAndIsTold() throws Exception {
        Destination refusing = new Destination("dead", at(freePort()), true);
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            relay.route(refusing, to("t1", task));
            for (int i = 0; i < 10; i++) {
                try (Socket client = relay.connect()) {
                    assertEchoes(client, "x");
                }
            }
            assertThat(relay.told).contains("dead REFUSED").doesNotContain("held");
            assertThat(relay.counters().failed()).isZero();
        }
    }

    @Test
    void whenEveryDialFailsTheConnectionIsHeldAndServedLater() throws Exception {
        relay.route(new Destination("dead", at(freePort()), true));
        try (Socket client = relay.connect();
                FakeTask task = new FakeTask(FakeTask.ECHO)) {
            await().until(() -> relay.counters().held() == 1);
            assertThat(relay.told).containsExactly("dead REFUSED", "held");
            relay.route(to("t1", task));
            assertEchoes(client, "x");
            assertThat(relay.counters().held()).isZero();
        }
    }

    @Test
    void aDrainingDestinationKeepsItsConnectionsAndGetsNoNewOnes() throws Exception {
        try (FakeTask old = new FakeTask(FakeTask.ECHO);
                FakeTask young = new FakeTask(FakeTask.ECHO)) {
            relay.route(to("old", old));
            try (Socket live = relay.connect()) {
                assertEchoes(live, "x");
                relay.route(draining("old", old), to("young", young));
                for (int i = 0; i < 5; i++) {
                    try (Socket client = relay.connect()) {
                        assertEchoes(client, "new");
                    }
                }
                assertThat(old.served).hasValue(1);
                assertThat(young.served).hasValue(5);
                assertEchoes(live, "still");
            }
        }
    }

    @Test
    void connectionsOfADestinationThatIsGoneAreResetOnBothSides() throws Exception {
        try (FakeTask dead = new FakeTask(FakeTask.ECHO);
                FakeTask alive = new FakeTask(FakeTask.ECHO)) {
            relay.route(to("dead", dead));
            try (Socket lost = relay.connect()) {
                assertEchoes(lost, "x");
                relay.route(to("alive", alive));
                assertThatThrownBy(() -> lost.getInputStream().read()).hasMessage("Connection reset");
                await().until(() -> dead.open() == 0);
                assertThat(relay.counters().reset()).isEqualTo(1);
                assertThat(relay.counters().active()).isZero();
            }
        }
    }

    @Test
    void theSameNameAtAnotherAddressIsAnotherDestination() throws Exception {
        try (FakeTask first = new FakeTask(FakeTask.ECHO);
                FakeTask second = new FakeTask(FakeTask.ECHO)) {
            relay.route(to("t1", first));
            try (Socket lost = relay.connect()) {
                assertEchoes(lost, "x");
                relay.route(to("t1", second));
                assertThatThrownBy(() -> lost.getInputStream().read()).hasMessage("Connection reset");
            }
        }
    }
}
