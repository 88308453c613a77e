package dev.kecs.emulator.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.kecs.emulator.Emulator;
import dev.kecs.emulator.EmulatorEndpoint;
import dev.kecs.emulator.EmulatorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server on a free loopback port that stands for an emulator which is ready. It answers as the test says.
public final class FakeEmulator implements Emulator, AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public FakeEmulator(HttpHandler answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            answer.handle(exchange);
        });
        server.start();
    }

    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Method and target of every request.
    public List<String> asked() {
        return asked;
    }

    public EmulatorEndpoint endpoint() {
        return new EmulatorEndpoint(URI.create("http://127.0.0.1:" + port()));
    }

    @Override
    public EmulatorState state() {
        return new EmulatorState.Ready(endpoint());
    }

    @Override
    public CompletionStage<EmulatorEndpoint> ready() {
        return CompletableFuture.completedFuture(endpoint());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
