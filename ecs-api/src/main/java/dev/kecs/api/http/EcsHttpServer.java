package dev.kecs.api.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Listens for the API. One virtual thread per request.
public final class EcsHttpServer implements AutoCloseable {
    private static final String TARGET_PREFIX = ServiceCall.ECS_TARGET;
    private static final int LARGEST_BODY = 10 * 1024 * 1024;

    /// @param account twelve digits: whose resources all are
    /// @param others who answers for AWS's other services
    public record Settings(
            InetSocketAddress address, HostCheck hosts, String account, Pages pages, OtherServices others) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Router router;
    private final Settings settings;
    private final RequestMetrics requests;
    private final CallerReader callers;

    private EcsHttpServer(Settings settings, Router router, RequestMetrics requests) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.settings = settings;
        this.router = router;
        this.requests = requests;
        this.callers = new CallerReader(settings.account());
        this.server = HttpServer.create(settings.address(), 1024);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    public static EcsHttpServer start(Settings settings, Router router, RequestMetrics requests) throws IOException {
        EcsHttpServer started = new EcsHttpServer(settings, router, requests);
        started.server.start();
        return started;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        boolean known = settings.hosts().accepts(exchange.getRequestHeaders().getFirst("Host"));
        if (known && answeredByOthers(exchange)) {
            return;
        }
        try (exchange) {
            Headers headers = exchange.getRequestHeaders();
            if (!known) {
                text(
                        exchange,
                        403,
                        "This Host header is not allowed here; add it to allowedHosts in kecs.yaml if it is yours.");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "POST" -> post(exchange, headers);
                case "GET", "HEAD" -> get(exchange, path);
                default -> text(exchange, 405, "Only POST for the ECS API, and GET for /health, /ready and /metrics.");
            }
        }
    }

    /// False when it is a request to ECS, or to KECS itself, which is still to be answered. An exchange that fails here
    /// is not closed: the server then cuts the connection, and no client takes a part for the whole.
    ///
    /// Preflights stay here and are refused: an emulator would grant web pages what they ask, and with that grant
    /// they could call ECS.
    private boolean answeredByOthers(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            return false;
        }
        Optional<ServiceCall> call =
                ServiceCall.of(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders());
        if (call.isEmpty() && settings.others().answerUnsigned() && !isOwnPage(exchange)) {
            call = Optional.of(new ServiceCall(
                    ServiceCall.S3,
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath(),
                    ServiceCall.Shape.S3));
        }
        if (call.isEmpty() || call.get().service().equals(ServiceCall.ECS)) {
            return false;
        }
        if (!settings.hosts().acceptsOrigin(exchange.getRequestHeaders().getFirst("Origin"))) {
            try (exchange) {
                text(
                        exchange,
                        403,
                        "Pages of this Origin are not allowed here; add its host to allowedHosts in kecs.yaml.");
            }
            return true;
        }
        Optional<OtherServices.Absence> absence =
                settings.others().serve(call.get().service(), exchange);
        if (absence.isPresent()) {
            try (exchange) {
                new ServiceError(call.get(), absence.get()).send(exchange);
            }
        }
        return true;
    }

    private boolean isOwnPage(HttpExchange exchange) {
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" ->
                settings.pages().page(exchange.getRequestURI().getPath()).status() != 404;
            default -> false;
        };
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        Pages.Page page = settings.pages().page(path);
        exchange.getResponseHeaders().set("Content-Type", page.contentType());
        body(exchange, page.status(), page.text());
    }

    private void post(HttpExchange exchange, Headers headers) throws IOException {
        long began = System.nanoTime();
        String operation = operation(headers.getFirst("X-Amz-Target")).orElse("");
        Router.Answer answer = answer(exchange, headers, operation);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        requests.answered(operation, answer.status(), System.nanoTime() - began);
    }

    private Router.Answer answer(HttpExchange exchange, Headers headers, String operation) throws IOException {
        if (operation.isEmpty()) {
            return router.error(new WireError(
                    400, "UnknownOperationException", "X-Amz-Target must be " + TARGET_PREFIX + "<operation>."));
        }
        if (!isJson(headers.getFirst("Content-Type"))) {
            return router.error(
                    new WireError(415, "SerializationException", "Content-Type must be application/x-amz-json-1.1."));
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return router.error(new WireError(413, "SerializationException", "The request is larger than 10 MiB."));
        }
        return router.answer(
                operation, body, callers.read(headers.getFirst("Authorization"), headers.getFirst("Host")));
    }

    private static Optional<String> operation(@Nullable String target) {
        return Optional.ofNullable(target)
                .filter(value -> value.startsWith(TARGET_PREFIX))
                .map(value -> value.substring(TARGET_PREFIX.length()))
                .filter(value -> value.matches("[A-Za-z]{1,64}"));
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).matches("application/x-amz-json-1\\.[01].*");
    }

    private static void text(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        body(exchange, status, text + "\n");
    }

    private static void body(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
