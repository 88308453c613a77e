package dev.kecs.emulator.pass;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.kecs.emulator.EmulatorEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Passes one request on and its answer back, on the caller's thread, which waits meanwhile.
///
/// The JVM must be started so, or told so before it first uses its HTTP client, that requests may set `Host`:
/// [#ALLOW_HOST] is `host`.
public record PassThrough(HttpClient client) {
    /// The system property that lets requests set `Host`, and its value.
    public static final Map.Entry<String, String> ALLOW_HOST =
            Map.entry("jdk.httpclient.allowRestrictedHeaders", "host");

    private static final int BUFFER = 64 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    /// They belong to one connection (RFC 9110, section 7.6.1), or the client and server write them themselves.
    private static final Set<String> OWN_OF_A_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "content-length",
            "expect",
            "host",
            "date");

    /// Nothing was answered yet: somebody else may.
    public static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1;

        Unreachable(EmulatorEndpoint endpoint, IOException cause) {
            super("the AWS emulator at " + endpoint.url() + " does not answer: " + cause, cause);
        }
    }

    /// Answers and closes the exchange.
    ///
    /// @param s3 whether the request is one of S3
    /// @throws Unreachable when the emulator did not answer; the exchange is still open
    /// @throws IOException when one of the two broke off in the middle; the exchange must then not be closed in
    ///     good order, or the client takes what it has for the whole
    public void serve(HttpExchange exchange, EmulatorEndpoint endpoint, boolean s3) throws IOException {
        HttpResponse<InputStream> answer;
        try {
            answer = client.send(request(exchange, endpoint, s3), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is being stopped", stopping);
        } catch (IOException failure) {
            throw new Unreachable(endpoint, failure);
        }
        try (InputStream body = answer.body()) {
            answer(exchange, answer, body);
        }
        exchange.close();
    }

    private static HttpRequest request(HttpExchange exchange, EmulatorEndpoint endpoint, boolean s3) {
        Headers headers = exchange.getRequestHeaders();
        BucketHost addressed =
                BucketHost.of(String.valueOf(headers.getFirst("Host")), target(exchange.getRequestURI()), s3);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.url() + addressed.target()))
                .version(HttpClient.Version.HTTP_1_1)
                .method(exchange.getRequestMethod(), body(exchange))
                .setHeader("Host", addressed.host());
        Set<String> left = leftOut(headers.get("Connection"));
        headers.forEach((name, values) -> {
            if (!left.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    /// Path and query as they were sent, whatever characters are escaped in them.
    private static String target(URI uri) {
        String whole = uri.toString();
        if (whole.startsWith("/")) {
            return whole;
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static Set<String> leftOut(@Nullable List<String> connection) {
        Set<String> left = new TreeSet<>(OWN_OF_A_CONNECTION);
        if (connection != null) {
            connection.stream()
                    .flatMap(value -> Arrays.stream(value.split(",", -1)))
                    .forEach(name -> left.add(name.strip().toLowerCase(Locale.ROOT)));
        }
        return left;
    }

    private static BodyPublisher body(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String length = headers.getFirst("Content-Length");
        if (length == null && headers.getFirst("Transfer-Encoding") == null) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(exchange::getRequestBody);
        if (length == null) {
            return stream;
        }
        long bytes = Long.parseLong(length.strip());
        return bytes == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(stream, bytes);
    }

    private static void answer(HttpExchange exchange, HttpResponse<InputStream> answer, InputStream body)
            throws IOException {
        Headers headers = exchange.getResponseHeaders();
        Set<String> left = leftOut(answer.headers().allValues("Connection"));
        answer.headers().map().forEach((name, values) -> {
            if (!left.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, List.copyOf(values));
            }
        });
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head || answer.statusCode() == NOT_MODIFIED) {
            if (length >= 0) {
                headers.set("Content-Length", Long.toString(length));
            }
            exchange.sendResponseHeaders(answer.statusCode(), -1);
        } else if (length == 0 || answer.statusCode() == NO_CONTENT) {
            exchange.sendResponseHeaders(answer.statusCode(), -1);
        } else {
            // 0 stands for a length that is not known.
            exchange.sendResponseHeaders(answer.statusCode(), Math.max(0, length));
            copy(body, exchange.getResponseBody());
        }
    }

    /// What is there is sent at once: a stream of events does not wait for a full buffer.
    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int read = from.read(buffer);
        while (read >= 0) {
            to.write(buffer, 0, read);
            if (from.available() == 0) {
                to.flush();
            }
            read = from.read(buffer);
        }
    }
}
