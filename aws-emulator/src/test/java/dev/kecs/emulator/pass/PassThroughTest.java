package dev.kecs.emulator.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.kecs.emulator.testing.FakeEmulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client, a front that passes everything on, and what stands for the emulator: all on loopback.
class PassThroughTest {
    private static final int BIG = 50 * 1024 * 1024;

    /// What came out at the emulator.
    private record Seen(String method, String target, Headers headers, long bytes) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<Seen> seen = new AtomicReference<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        client.close();
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private URI front(HttpHandler emulator) {
        FakeEmulator behind = new FakeEmulator(emulator);
        open.add(behind);
        PassThrough pass = new PassThrough(client);
        FakeEmulator front = new FakeEmulator(exchange -> pass.serve(exchange, behind.endpoint(), true));
        open.add(front);
        return URI.create("http://localhost:" + front.port());
    }

    private void remember(HttpExchange exchange) throws IOException {
        long bytes = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        seen.set(new Seen(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), bytes));
    }

    private void echo(HttpExchange exchange) throws IOException {
        remember(exchange);
        exchange.getResponseHeaders().add("x-amz-meta-a", "1");
        exchange.getResponseHeaders().add("x-amz-meta-a", "2");
        FakeEmulator.send(exchange, 207, "done");
    }

    private Seen seen() {
        return Objects.requireNonNull(seen.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/bucket/a%2Fb%20c+d",
                "/bucket//double",
                "/b/k?list-type=2&prefix=a%2Fb&empty=",
                "/b/%E2%82%AC?x=%26",
                "/b/k?X-Amz-Credential=any%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=0"
            })
    void pathAndQueryArriveAsTheyWereSent(String target) throws Exception {
        URI front = front(this::echo);
        assertThat(raw(front.getPort(), "GET " + target + " HTTP/1.1", "Host: localhost:1"))
                .startsWith("HTTP/1.1 207");
        assertThat(seen().target()).isEqualTo(target);
    }

    @Test
    void headersArriveAndThoseOfAConnectionStay() throws Exception {
        URI front = front(this::echo);
        String answer = raw(
                front.getPort(),
                "PUT /b/k HTTP/1.1",
                "Host: localhost:1234",
                "Authorization: AWS4-HMAC-SHA256 x",
                "X-Amz-Meta-Many: a",
                "X-Amz-Meta-Many: b",
                "Connection: close",
                "Connection: X-Mine",
                "X-Mine: 1",
                "Content-Length: 0");
        assertThat(seen().headers().get("Host")).containsExactly("localhost:1234");
        assertThat(seen().headers().get("Authorization")).containsExactly("AWS4-HMAC-SHA256 x");
        assertThat(seen().headers().get("X-amz-meta-many")).containsExactly("a", "b");
        assertThat(seen().headers().get("Content-length")).containsExactly("0");
        assertThat(seen().headers()).doesNotContainKeys("X-mine", "Upgrade");
        assertThat(answer).containsIgnoringCase("x-amz-meta-a: 1").containsIgnoringCase("x-amz-meta-a: 2");
    }

    @Test
    void aBucketInTheHostNameBecomesAPath() throws Exception {
        URI front = front(this::echo);
        raw(front.getPort(), "GET /k?a HTTP/1.1", "Host: bucket.localhost:1234");
        assertThat(seen().target()).isEqualTo("/bucket/k?a");
        assertThat(seen().headers().getFirst("Host")).isEqualTo("localhost:1234");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bigBodiesGoBothWaysWithAndWithoutALength(boolean known) throws Exception {
        URI front = front(exchange -> {
            remember(exchange);
            exchange.sendResponseHeaders(200, known ? BIG : 0);
            try (OutputStream out = exchange.getResponseBody()) {
                new Zeros(BIG).transferTo(out);
            }
        });
        HttpRequest.BodyPublisher body = BodyPublishers.ofInputStream(() -> new Zeros(BIG));
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(front.resolve("/b/k"))
                        .PUT(known ? BodyPublishers.fromPublisher(body, BIG) : body)
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(seen().bytes()).isEqualTo(BIG);
        assertThat(answer.headers().firstValue("Content-Length").isPresent()).isEqualTo(known);
        try (InputStream back = answer.body()) {
            assertThat(back.transferTo(OutputStream.nullOutputStream())).isEqualTo(BIG);
        }
    }

    @Test
    void theBeginningOfAnAnswerIsThereBeforeItsEnd() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        URI front = front(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first\n".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            try {
                read.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        HttpResponse<InputStream> answer =
                client.send(HttpRequest.newBuilder(front).build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.US_ASCII))) {
            assertThat(lines.readLine()).isEqualTo("first");
            read.countDown();
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void headAndEmptyAnswersHaveTheirHeadersAndNoBody() throws Exception {
        URI front = front(exchange -> {
            exchange.getResponseHeaders().set("Content-Length", "12345");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        HttpResponse<String> head = client.send(
                HttpRequest.newBuilder(front)
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains("12345");
        URI empty = front(exchange -> FakeEmulator.send(exchange, 204, ""));
        assertThat(client.send(HttpRequest.newBuilder(empty).DELETE().build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForTheWhole() throws Exception {
        URI front = front(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            throw new IOException("the test breaks off");
        });
        assertThatThrownBy(() -> client.send(HttpRequest.newBuilder(front).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whenNobodyListensTheExchangeIsStillOpen() throws Exception {
        FakeEmulator gone = new FakeEmulator(this::echo);
        gone.close();
        FakeEmulator front = new FakeEmulator(exchange -> {
            try {
                new PassThrough(client).serve(exchange, gone.endpoint(), false);
            } catch (PassThrough.Unreachable unreachable) {
                FakeEmulator.send(exchange, 503, String.valueOf(unreachable.getMessage()));
            }
        });
        open.add(front);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + front.port()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .startsWith("the AWS emulator at " + gone.endpoint().url() + " does not answer: ");
    }

    private static String raw(int port, String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = String.join("\r\n", lines) + "\r\n" + (lines.length == 2 ? "Connection: close\r\n" : "");
            socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int some = (int) Math.min(left, length);
            left -= some;
            return some;
        }
    }
}
