package dev.kecs.agent.ingress;

import static dev.kecs.agent.testing.FakeControlServer.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.traefik.RouteReport;
import dev.kecs.protocol.traefik.RouteTable;
import dev.kecs.protocol.traefik.RoutedCluster;
import dev.kecs.protocol.traefik.ServiceRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The ports of clusters at a running agent, by raw sockets, since no resolver is asked then.
class ClusterGatewaysTest {
    private static final String CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/demo";
    private static final ServiceRoute WEB =
            new ServiceRoute("web.demo.localhost", "arn:aws:ecs:us-east-1:000000000000:service/demo/web", 80);

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket free = listener(0)) {
            port = free.getLocalPort();
        }
    }

    private static ServerSocket listener(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return socket;
    }

    private static RouteTable table(int port, ServiceRoute... routes) {
        return new RouteTable(List.of(new RoutedCluster(CLUSTER, "demo", port, List.of(routes))), null);
    }

    private void serve(RouteTable table) {
        agent.control().routes(table);
        RouteReport done = new RouteReport(table.clusters().stream()
                .map(cluster -> new RouteReport.Port(cluster.port(), null))
                .toList());
        await().until(() -> agent.control().report().equals(done));
    }

    private static final FakeTask.Service HELLO = socket -> {
        byte[] request = new byte[4096];
        if (socket.getInputStream().read(request) > 0) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII));
        }
    };

    private String get(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// One that is not answered yet.
    private CompletableFuture<String> ask(String host) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(get(host));
            } catch (IOException | RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    @Test
    void servicesAreReachedAtTheirClustersPortWithoutAForwardInAnyList() throws Exception {
        try (FakeTask task = new FakeTask(HELLO)) {
            agent.control().endpoints(ready("t1", task.port()));
            serve(table(port, WEB));
            assertThat(get("web.demo.localhost:" + port))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("hello");
            assertThat(get("WEB.demo.localhost")).startsWith("HTTP/1.1 200 OK");
            assertThat(get("other.demo.localhost"))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("No service of cluster demo is reached as 'other.demo.localhost'.\n"
                            + "http://web.demo.localhost:" + port + "/\n");
            assertThat(agent.client().call(AgentMethods.FORWARD_LIST, Empty.EMPTY))
                    .isEmpty();
            assertThat(agent.paths().forwards().config()).doesNotExist();
        }
    }

    @Test
    void aPortIsGivenUpWithItsClusterAndFollowsItsChange() throws Exception {
        serve(table(port, WEB));
        int first = port;
        choosePort();
        serve(table(port, WEB));
        try (ServerSocket free = listener(first)) {
            assertThat(free.isBound()).isTrue();
        }
        assertThat(get("other.demo.localhost")).startsWith("HTTP/1.1 404 ");
        serve(RouteTable.EMPTY);
        try (ServerSocket free = listener(port)) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void aPortThatAStrangerHasIsToldAndServedWhenItIsFree() throws Exception {
        try (ServerSocket stranger = listener(port)) {
            agent.control().routes(table(port, WEB));
            await().until(() -> !agent.control().report().ports().isEmpty());
            assertThat(agent.control().report().ports()).singleElement().satisfies(said -> {
                assertThat(said.port()).isEqualTo(stranger.getLocalPort());
                assertThat(Objects.requireNonNull(said.problem())).contains("port " + port, "is taken");
            });
        }
        await().until(() ->
                agent.control().report().equals(new RouteReport(List.of(new RouteReport.Port(port, null)))));
        assertThat(get("other.demo.localhost")).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void aRequestIsHeldUntilATaskIsThere() throws Exception {
        serve(table(port, WEB));
        CompletableFuture<String> answer = ask("web.demo.localhost");
        try (FakeTask task = new FakeTask(HELLO)) {
            await().until(() -> agent.control().watched() == 1);
            assertThat(answer).isNotDone();
            agent.control().endpoints(ready("t1", task.port()));
            assertThat(answer.get(20, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aRequestThatIsHeldForAServiceThatIsDeletedIsToldSo() throws Exception {
        serve(table(port, WEB));
        CompletableFuture<String> answer = ask("web.demo.localhost");
        await().until(() -> agent.control().watched() == 1);
        agent.control().routes(table(port));
        assertThat(answer.get(20, TimeUnit.SECONDS))
                .startsWith("HTTP/1.1 503 ")
                .endsWith("web.demo.localhost was deleted.\n");
        await().until(() -> agent.control().watched() == 0);
    }

    @Test
    void thisComputersOwnNamesMeanTheAwsEmulator() throws Exception {
        serve(table(port));
        assertThat(get("localhost:" + port)).startsWith("HTTP/1.1 404 ").contains("none is ready; look: kecs status");
        try (FakeTask emulator = new FakeTask(HELLO)) {
            RouteTable with = new RouteTable(table(port).clusters(), "http://127.0.0.1:" + emulator.port());
            agent.control().routes(with);
            await().untilAsserted(() -> assertThat(get("localhost:" + port)).startsWith("HTTP/1.1 200 OK"));
            assertThat(get("127.0.0.1:" + port)).startsWith("HTTP/1.1 200 OK");
            emulator.kill();
            assertThat(get("localhost")).startsWith("HTTP/1.1 503 ").contains("does not answer at http://127.0.0.1:");
        }
    }
}
