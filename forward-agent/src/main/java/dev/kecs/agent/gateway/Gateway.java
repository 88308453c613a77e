package dev.kecs.agent.gateway;

import dev.kecs.protocol.forward.ForwardView;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One port of 127.0.0.1 where a request's `Host` says which forward answers it: HTTP/1.1 with connections that are
/// kept, upgrades (WebSocket), bodies that are passed on as they come, and `X-Forwarded-*`. Only hosts below
/// `.localhost` mean anything, so that no foreign page reaches a forward by a name of its own. All runs on Undertow's
/// two I/O threads; none waits.
public final class Gateway implements Closeable {
    private static final int IO_THREADS = 2;

    private final Hosts hosts;
    private final HttpHandler proxy =
            ProxyHandler.builder().setProxyClient(new ForwardClient()).build();
    private final Undertow server;

    private Gateway(int port, Hosts hosts) {
        this.hosts = hosts;
        this.server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1", this::handle)
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(1)
                .build();
    }

    /// In front of forwards.
    ///
    /// @param forwards asked once a second at most, unless a host is unknown
    /// @throws IOException when the port is taken
    public static Gateway start(int port, Supplier<List<ForwardView>> forwards) throws IOException {
        return start(port, new RecentHosts(forwards));
    }

    /// @throws IOException when the port is taken
    public static Gateway start(int port, Hosts hosts) throws IOException {
        Gateway gateway = new Gateway(port, hosts);
        try {
            gateway.server.start();
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("port " + port + " of 127.0.0.1: " + cause.getMessage(), e);
        }
        return gateway;
    }

    private void handle(HttpServerExchange exchange) throws Exception {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        Optional<Backend> backend = host == null ? Optional.empty() : hosts.find(host);
        if (backend.isEmpty()) {
            answer(exchange, StatusCodes.NOT_FOUND, hosts.unknown(host == null ? "" : host, port()));
            return;
        }
        exchange.putAttachment(ForwardClient.BACKEND, backend.get());
        exchange.addDefaultResponseListener(failed -> {
            if (failed.getStatusCode() != StatusCodes.SERVICE_UNAVAILABLE) {
                return false;
            }
            answer(failed, StatusCodes.SERVICE_UNAVAILABLE, hosts.waiting(backend.get()));
            return true;
        });
        proxy.handleRequest(exchange);
    }

    private static void answer(HttpServerExchange exchange, int status, String text) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(text);
    }

    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
