package dev.kecs.session;

import dev.kecs.session.message.AgentMessage;
import dev.kecs.session.message.Contents;
import dev.kecs.session.message.MessageType;
import dev.kecs.session.message.PayloadKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Talks as the Session Manager plugin does, but only when a test tells it to. One thread at a time.
final class PluginClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<AgentMessage> arrived = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private long sent;
    private long expected;

    private PluginClient(WebSocket.Builder builder, URI url) {
        this.socket = builder.buildAsync(url, new Listener()).join();
    }

    /// @throws java.util.concurrent.CompletionException when the server refuses the connection
    static PluginClient connect(HttpClient http, String url) {
        return new PluginClient(http.newWebSocketBuilder(), URI.create(url));
    }

    static PluginClient connect(HttpClient http, String url, String header, String value) {
        return new PluginClient(http.newWebSocketBuilder().header(header, value), URI.create(url));
    }

    private final class Listener implements WebSocket.Listener {
        private final List<ByteBuffer> parts = new ArrayList<>();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            parts.add(ByteBuffer.allocate(data.remaining()).put(data).flip());
            if (last) {
                int length = parts.stream().mapToInt(ByteBuffer::remaining).sum();
                ByteBuffer whole = ByteBuffer.allocate(length);
                parts.forEach(whole::put);
                parts.clear();
                arrived.add(AgentMessage.read(whole.flip()));
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    void token(String token) {
        socket.sendText("{\"MessageSchemaVersion\":\"1.0\",\"TokenValue\":\"" + token + "\"}", true)
                .join();
    }

    /// The next message, which is not acknowledged.
    AgentMessage next() throws InterruptedException {
        AgentMessage message = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing has come");
        }
        return message;
    }

    /// Whether data has not come before: what was not acknowledged soon enough comes again.
    boolean isNew(AgentMessage message) {
        boolean isNew = message.sequence() == expected;
        if (isNew) {
            expected++;
        }
        return isNew;
    }

    /// The next data, which must be of this kind, acknowledged; what is no data, and what has come before, is passed
    /// over.
    AgentMessage next(int kind) throws InterruptedException {
        AgentMessage message = next();
        while (!message.type().equals(MessageType.OUTPUT) || !isNew(message)) {
            message = next();
        }
        if (message.kind() != kind) {
            throw new AssertionError("not of kind " + kind + ": " + message + " " + message.text());
        }
        acknowledge(message);
        return message;
    }

    void acknowledge(AgentMessage message) {
        send(AgentMessage.of(MessageType.ACKNOWLEDGE, 0, 0, Contents.acknowledgement(message), InstantSource.system()));
    }

    /// The session's end; data before it is acknowledged.
    AgentMessage end() throws InterruptedException {
        AgentMessage message = next();
        while (!message.type().equals(MessageType.CLOSED)) {
            if (message.type().equals(MessageType.OUTPUT)) {
                acknowledge(message);
            }
            message = next();
        }
        return message;
    }

    /// @return what was sent
    AgentMessage input(int kind, String text) {
        AgentMessage message = made(kind, text);
        send(message);
        return message;
    }

    /// The next of our messages, not sent yet.
    AgentMessage made(int kind, String text) {
        AgentMessage message = AgentMessage.of(
                MessageType.INPUT, sent, kind, text.getBytes(StandardCharsets.UTF_8), InstantSource.system());
        sent++;
        return message;
    }

    /// Does not count the message that was made last, as when two threads count at once.
    void forgetToCount() {
        sent--;
    }

    void send(AgentMessage message) {
        socket.sendBinary(message.bytes(), true).join();
    }

    /// Up to where the command is started with a terminal of 120 columns and 40 rows.
    void shakeHands(String token) throws InterruptedException {
        token(token);
        next(PayloadKind.HANDSHAKE_REQUEST);
        input(PayloadKind.HANDSHAKE_RESPONSE, "{\"ClientVersion\":\"1.2.0\",\"ProcessedClientActions\":[]}");
        next(PayloadKind.HANDSHAKE_COMPLETE);
        input(PayloadKind.SIZE, "{\"cols\":120,\"rows\":40}");
    }

    /// The code with which the server has closed the connection.
    int closing() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
