package dev.kecs.server.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.testkit.sample.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApiDoorsTest {
    private static final ClusterArn CLUSTER = Samples.PRODUCTION;
    private static final String GATEWAY = "127.8.9.10";

    private static ServerSocket api(String address) throws IOException {
        return new ServerSocket(0, 1, InetAddress.ofLiteral(address));
    }

    private static ApiDoors doors(ServerSocket api, String bind) {
        return new ApiDoors(() -> Optional.of("http://127.0.0.1:" + api.getLocalPort()), bind);
    }

    @Test
    void tasksReachTheApiAtItsOwnPortUntilTheirClusterIsClosed() throws Exception {
        try (ServerSocket api = api("127.0.0.1");
                ApiDoors doors = doors(api, "127.0.0.1")) {
            int port = api.getLocalPort();
            assertThat(doors.of(CLUSTER)).isEmpty();
            assertThat(doors.open(CLUSTER, GATEWAY)).hasValue(port);
            assertThat(doors.open(CLUSTER, GATEWAY)).as("once more").hasValue(port);
            assertThat(doors.of(CLUSTER)).contains("http://kecs.internal:" + port);
            try (Socket task = new Socket(InetAddress.ofLiteral(GATEWAY), port);
                    Socket served = api.accept()) {
                served.getOutputStream().write('a');
                assertThat(task.getInputStream().read()).isEqualTo('a');
            }
            doors.close(CLUSTER);
            assertThat(doors.of(CLUSTER)).isEmpty();
            assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral(GATEWAY), port).close())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anApiThatListensEverywhereNeedsNoRelay() throws Exception {
        try (ServerSocket api = api("0.0.0.0");
                ApiDoors doors = doors(api, "0.0.0.0")) {
            assertThat(doors.open(CLUSTER, GATEWAY)).hasValue(api.getLocalPort());
            assertThat(doors.of(CLUSTER)).isPresent();
        }
    }

    @Test
    void whereNothingCanListenNowTasksAreToldNothing() throws Exception {
        try (ServerSocket api = api("127.0.0.1");
                ApiDoors doors = doors(api, "127.0.0.1")) {
            try (ServerSocket stranger = new ServerSocket(api.getLocalPort(), 1, InetAddress.ofLiteral(GATEWAY))) {
                assertThatThrownBy(() -> doors.open(CLUSTER, GATEWAY))
                        .isInstanceOf(EngineException.class)
                        .hasMessageStartingWith(
                                "the API cannot be served at 127.8.9.10:" + stranger.getLocalPort() + ": ");
                assertThat(doors.of(CLUSTER)).isEmpty();
            }
            assertThat(doors.open(CLUSTER, GATEWAY)).as("once it is free").hasValue(api.getLocalPort());
        }
    }

    @Test
    void anApiThatDoesNotListenYetIsNotServed() {
        try (ApiDoors doors = new ApiDoors(Optional::empty, "127.0.0.1")) {
            assertThatThrownBy(() -> doors.open(CLUSTER, GATEWAY)).hasMessage("the API does not listen yet");
        }
    }

    @Test
    void anApiMayBeKnownByAName() throws Exception {
        try (ServerSocket api = api("127.0.0.1");
                ApiDoors doors =
                        new ApiDoors(() -> Optional.of("http://localhost:" + api.getLocalPort()), "localhost");
                ApiDoors lost = new ApiDoors(() -> Optional.of("http://no.such.host.invalid:1"), "any")) {
            assertThat(doors.open(CLUSTER, GATEWAY)).hasValue(api.getLocalPort());
            assertThatThrownBy(() -> lost.open(CLUSTER, GATEWAY)).isInstanceOf(EngineException.class);
        }
    }
}
