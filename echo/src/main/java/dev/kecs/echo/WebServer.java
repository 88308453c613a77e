package dev.kecs.echo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The HTTP side: `/`, `/health`, `/bytes/N`, `POST /echo`, `/slow?seconds=S`. One virtual thread per
/// request.
final class WebServer implements AutoCloseable {
    private static final int CHUNK = 256 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int GRACE_SECONDS = 5;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Semaphore underWay = new Semaphore(Integer.MAX_VALUE);
    private final byte[] pattern = new byte[CHUNK];

    private WebServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
        for (int i = 0; i < CHUNK; i++) {
            pattern[i] = (byte) ('a' + i % 26);
        }
    }

    static WebServer start(String address, int port, Identity identity) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        WebServer web = new WebServer(
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1024), threads);
        web.server.setExecutor(threads);
        byte[] who = identity.json().getBytes(StandardCharsets.UTF_8);
        web.server.createContext("/", web.answered(exchange -> answer(exchange, 200, who)));
        web.server.createContext("/health", web.answered(exchange -> answer(exchange, 200, text("ok"))));
        web.server.createContext("/bytes/", web.answered(web::bytes));
        web.server.createContext("/echo", web.answered(WebServer::echo));
        web.server.createContext("/slow", web.answered(exchange -> slow(exchange, who)));
        web.server.start();
        return web;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void bytes(HttpExchange exchange) throws IOException {
        String wanted = exchange.getRequestURI().getPath().substring("/bytes/".length());
        if (!wanted.matches("\\d{1,15}")) {
            answer(exchange, 400, text("say /bytes/N with N a number of bytes"));
            return;
        }
        long left = Long.parseLong(wanted);
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, left == 0 ? -1 : left);
        OutputStream body = exchange.getResponseBody();
        while (left > 0) {
            int size = (int) Math.min(left, CHUNK);
            body.write(pattern, 0, size);
            left -= size;
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getRequestBody().transferTo(exchange.getResponseBody());
    }

    private static void slow(HttpExchange exchange, byte[] who) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (query == null || !query.matches("seconds=\\d{1,3}(\\.\\d{1,3})?")) {
            answer(exchange, 400, text("say /slow?seconds=S"));
            return;
        }
        Duration wanted =
                Duration.ofMillis(Math.round(1000 * Double.parseDouble(query.substring("seconds=".length()))));
        try {
            Thread.sleep(wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            answer(exchange, 503, text("shutting down"));
            return;
        }
        answer(exchange, 200, who);
    }

    private static byte[] text(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private HttpHandler answered(HttpHandler handler) {
        return exchange -> {
            underWay.acquireUninterruptibly();
            try (exchange) {
                handler.handle(exchange);
            } finally {
                underWay.release();
            }
        };
    }

    /// Lets requests under way finish, 5 seconds at most.
    @Override
    public void close() {
        try {
            boolean finished = underWay.tryAcquire(Integer.MAX_VALUE, GRACE_SECONDS, TimeUnit.SECONDS);
            if (!finished) {
                threads.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
