package dev.kecs.agent.gateway;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.OptionMap;

/// Connects each request to its forward anew, so that none is sent into a connection whose task has just gone: the
/// forward holds the new one until a task is there. Runs on the I/O thread of the request's connection.
final class ForwardClient implements ProxyClient {
    static final AttachmentKey<Backend> BACKEND = AttachmentKey.create(Backend.class);

    private static final ProxyTarget THE_ONE = new ProxyTarget() {};

    @Override
    public ProxyTarget findTarget(HttpServerExchange exchange) {
        return THE_ONE;
    }

    @Override
    public void getConnection(
            ProxyTarget target,
            HttpServerExchange exchange,
            ProxyCallback<ProxyConnection> callback,
            long timeout,
            TimeUnit unit) {
        Backend backend = exchange.getAttachment(BACKEND);
        String host = backend.address().getAddress().getHostAddress();
        URI uri = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + backend.address().getPort());
        UndertowClient.getInstance()
                .connect(
                        new Connected(exchange, callback),
                        uri,
                        exchange.getIoThread(),
                        exchange.getConnection().getByteBufferPool(),
                        OptionMap.EMPTY);
    }

    private record Connected(HttpServerExchange exchange, ProxyCallback<ProxyConnection> callback)
            implements ClientCallback<ClientConnection> {
        @Override
        public void completed(ClientConnection connection) {
            exchange.addExchangeCompleteListener((over, next) -> {
                // What was upgraded lives on, and ends with either side.
                if (!over.isUpgrade()) {
                    IoUtils.safeClose(connection);
                }
                next.proceed();
            });
            callback.completed(exchange, new ProxyConnection(connection, "/"));
        }

        @Override
        public void failed(IOException e) {
            callback.failed(exchange);
        }
    }
}
