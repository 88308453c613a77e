package dev.kecs.agent.gateway;

import static dev.kecs.agent.testing.FakeControlServer.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.method.Empty;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The gateway of a running agent, by raw sockets, so that what is sent and when is seen.
class GatewayTest {
    @RegisterExtension
    final RunningAgent agent = RunningAgent.with("gatewayPort: 0");

    private int port() throws Exception {
        String url = Objects.requireNonNull(agent.client()
                .call(AgentMethods.AGENT_STATUS, Empty.EMPTY)
                .listening()
                .get("gateway"));
        return Integer.parseInt(url.replaceAll(".*:(\\d+)/", "$1"));
    }

    private Socket connect() throws Exception {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String get(String host, String... more) {
        return "GET /a?b=c HTTP/1.1\r\nHost: " + host + "\r\n"
                + String.join("", Arrays.stream(more).map(line -> line + "\r\n").toList()) + "\r\n";
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /// The status line and the headers, in lower case.
    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line.toLowerCase(Locale.ROOT));
        }
        return lines;
    }

    /// Of a chunked body, whose sizes a proxy may write anew.
    private static String chunk(InputStream in) throws IOException {
        int size = Integer.parseInt(line(in), 16);
        String chunk = new String(in.readNBytes(size), StandardCharsets.ISO_8859_1);
        assertThat(line(in)).isEmpty();
        return chunk;
    }

    private static String answer(Socket socket) throws IOException {
        List<String> head = head(socket.getInputStream());
        int length = head.stream()
                .filter(line -> line.startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElse(0);
        String body = new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        return head.getFirst() + "\n" + body;
    }

    /// Answers each request with its own head.
    private static final FakeTask.Service MIRROR = socket -> {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isEmpty()) {
                head.append(line).append('\n');
                continue;
            }
            send(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + head.length() + "\r\n\r\n" + head);
            head.setLength(0);
        }
    };

    @Test
    void hostsChooseForwardsRequestByRequestOnOneConnection() throws Exception {
        try (FakeTask task = new FakeTask(MIRROR);
                Socket client = connect()) {
            agent.startedAt(task);
            send(client, get("web.demo.localhost:8088", "X-Mine: 1"));
            assertThat(answer(client))
                    .startsWith("http/1.1 200 ok\nGET /a?b=c HTTP/1.1\n")
                    .contains("X-Mine: 1\n", "Host: web.demo.localhost:8088\n", "X-Forwarded-For: 127.0.0.1\n");
            send(client, get("other.demo.localhost"));
            assertThat(answer(client))
                    .startsWith("http/1.1 404 not found\nNo forward is reached as 'other.demo.localhost'.\n")
                    .contains("http://web.demo.localhost:" + port() + "/\n", "http://web.localhost:");
            send(client, get("web.localhost"));
            assertThat(answer(client)).startsWith("http/1.1 200 ok\n");
        }
    }

    @Test
    void bodiesArePassedOnAsTheyCome() throws Exception {
        CompletableFuture<String> request = new CompletableFuture<>();
        CompletableFuture<String> more = new CompletableFuture<>();
        FakeTask.Service stepwise = socket -> {
            if (head(socket.getInputStream()).isEmpty()) {
                // The agent has only looked whether somebody listens.
                return;
            }
            request.complete(chunk(socket.getInputStream()));
            send(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            send(socket, more.join());
            socket.getInputStream().readAllBytes();
        };
        try (FakeTask task = new FakeTask(stepwise);
                Socket client = connect()) {
            agent.startedAt(task);
            send(client, "POST / HTTP/1.1\r\nHost: web.localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            assertThat(request.get(20, TimeUnit.SECONDS)).isEqualTo("hello");
            InputStream in = client.getInputStream();
            assertThat(head(in)).contains("transfer-encoding: chunked");
            assertThat(chunk(in)).isEqualTo("first");
            more.complete("6\r\nsecond\r\n0\r\n\r\n");
            assertThat(chunk(in)).isEqualTo("second");
        }
    }

    @Test
    void anUpgradedConnectionCarriesBytesBothWaysAndEndsWithEitherSide() throws Exception {
        FakeTask.Service upgrading = socket -> {
            if (!head(socket.getInputStream()).contains("upgrade: websocket")) {
                return;
            }
            send(socket, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '!';
                    c = socket.getInputStream().read()) {
                socket.getOutputStream().write(c);
            }
        };
        try (FakeTask task = new FakeTask(upgrading)) {
            agent.startedAt(task);
            try (Socket client = connect()) {
                send(client, get("web.localhost", "Connection: Upgrade", "Upgrade: websocket"));
                assertThat(head(client.getInputStream()).getFirst()).startsWith("http/1.1 101 ");
                RunningAgent.assertEchoes(client, "frames, any bytes\0\u007f");
                send(client, "!");
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            try (Socket client = connect()) {
                send(client, get("web.localhost", "Connection: Upgrade", "Upgrade: websocket"));
                assertThat(head(client.getInputStream()).getFirst()).startsWith("http/1.1 101 ");
            }
            await().until(() -> agent.view("web").connections().active() == 0);
        }
    }

    @Test
    void aRequestIsHeldUntilATaskIsThere() throws Exception {
        try (FakeTask task = new FakeTask(MIRROR);
                Socket client = connect()) {
            agent.control().endpoints();
            agent.start(RunningAgent.WEB);
            send(client, get("web.localhost"));
            await().until(() -> agent.view("web").connections().held() == 1);
            agent.control().endpoints(ready("t1", task.port()));
            assertThat(answer(client)).startsWith("http/1.1 200 ok\n");
            // Until the agent has heard that the task is gone, a request may still be sent to it, and be lost with it.
            agent.control().endpoints();
            await().until(() -> agent.view("web").endpoints().isEmpty());
            send(client, get("web.localhost"));
            await().until(() -> agent.view("web").connections().held() == 1);
            agent.control().endpoints(ready("t2", task.port()));
            assertThat(answer(client)).startsWith("http/1.1 200 ok\n");
        }
    }

    @Test
    void whoIsNotHeldIsToldWhyTheForwardWaits() throws Exception {
        agent.control().endpoints();
        agent.start(RunningAgent.WEB.with(ForwardOptions.USUAL.holding(0, 0)));
        try (Socket client = connect()) {
            send(client, get("web.localhost"));
            assertThat(answer(client)).startsWith("http/1.1 503 service unavailable\nForward web is Waiting: ");
        }
    }

    @Test
    void aTaskThatEndsWithinItsAnswerEndsTheClientsConnection() throws Exception {
        FakeTask.Service half = socket -> {
            head(socket.getInputStream());
            send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it");
        };
        try (FakeTask task = new FakeTask(half);
                Socket client = connect()) {
            agent.startedAt(task);
            send(client, get("web.localhost"));
            assertThat(head(client.getInputStream()).getFirst()).startsWith("http/1.1 200 ");
            assertThat(client.getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
    }
}
