package dev.kecs.engine.kubernetes.exec;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskLog;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// A command in a pod's container: one WebSocket, each message of which begins with its channel's number (Kubernetes'
/// `v5.channel.k8s.io`; with an API server before 1.30 its `v4`, in which the end of input cannot be told). Messages
/// come on the HTTP client's threads, one after the other.
public final class PodCommand implements TaskCommand, WebSocket.Listener {
    private static final byte INPUT = 0;
    private static final byte OUTPUT = 1;
    private static final byte ERRORS = 2;
    private static final byte STATUS = 3;
    private static final byte RESIZE = 4;
    private static final byte END_OF_CHANNEL = (byte) 255;
    private static final int NORMAL_CLOSURE = 1000;
    private static final long MOST_QUEUED_BYTES = 256 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Output output;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> socket;
    private volatile boolean endsCanBeTold = true;

    private PodCommand(PodContainer where, Request request, Output output) {
        this.output = output;
        this.socket = connect(where, request, "v5.channel.k8s.io").exceptionallyCompose(failure -> {
            if (!(cause(failure) instanceof WebSocketHandshakeException)) {
                return CompletableFuture.failedFuture(failure);
            }
            endsCanBeTold = false;
            return connect(where, request, "v4.channel.k8s.io");
        });
        var _ = socket.whenComplete((opened, failure) -> {
            if (failure != null) {
                end.completeExceptionally(refused(cause(failure)));
            } else {
                request.terminal().ifPresent(this::resize);
            }
        });
    }

    /// Returns at once; what goes wrong is told by [#exitCode].
    public static PodCommand start(PodContainer where, Request request, Output output) {
        return new PodCommand(where, request, output);
    }

    private CompletableFuture<WebSocket> connect(PodContainer where, Request request, String protocol) {
        return where.client()
                .getHttpClient()
                .newWebSocketBuilder()
                .uri(where.uri(request))
                .subprotocol(protocol)
                .buildAsync(this);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static EngineException refused(Throwable failure) {
        String why = failure instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null
                ? "HTTP status " + handshake.getResponse().code()
                : String.valueOf(failure.getMessage());
        return new EngineException("The API server did not take the command: " + why, failure);
    }

    @Override
    public void onMessage(WebSocket from, ByteBuffer message) {
        if (message.hasRemaining()) {
            byte channel = message.get();
            try {
                switch (channel) {
                    case OUTPUT -> tell(TaskLog.Stream.STDOUT, message);
                    case ERRORS -> tell(TaskLog.Stream.STDERR, message);
                    case STATUS -> ended(CommandStatus.read(message));
                    default -> {}
                }
            } catch (IOException nobodyListens) {
                close();
            }
        }
        from.request();
    }

    private void tell(TaskLog.Stream stream, ByteBuffer bytes) throws IOException {
        if (bytes.hasRemaining()) {
            output.written(stream, bytes);
        }
    }

    private void ended(CommandStatus status) throws IOException {
        if (status.cannotRun().isPresent()) {
            tell(
                    TaskLog.Stream.STDERR,
                    ByteBuffer.wrap((status.cannotRun().get() + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        if (status.exitCode().isPresent()) {
            end.complete(status.exitCode().getAsInt());
        } else {
            end.completeExceptionally(new EngineException("Kubernetes could not run the command: " + status.message()));
        }
    }

    @Override
    public void onClose(WebSocket from, int code, String reason) {
        end.completeExceptionally(new EngineException(
                "The connection ended before the command did: " + code + (reason.isEmpty() ? "" : " " + reason)));
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        end.completeExceptionally(
                new EngineException("The connection broke before the command ended: " + failure.getMessage(), failure));
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(1 + bytes.remaining());
        send(message.put(INPUT).put(bytes).flip());
    }

    @Override
    public void endInput() throws IOException {
        if (endsCanBeTold) {
            send(ByteBuffer.wrap(new byte[] {END_OF_CHANNEL, INPUT}));
        }
    }

    @Override
    public void resize(Window window) {
        byte[] size = ("{\"Width\":" + window.columns() + ",\"Height\":" + window.rows() + "}")
                .getBytes(StandardCharsets.UTF_8);
        var _ = socket.thenAccept(opened -> opened.send(
                ByteBuffer.allocate(1 + size.length).put(RESIZE).put(size).flip()));
    }

    private void send(ByteBuffer message) throws IOException {
        try {
            WebSocket opened = socket.get();
            while (opened.queueSize() > MOST_QUEUED_BYTES && !end.isDone()) {
                Thread.sleep(PAUSE);
            }
            if (end.isDone() || !opened.send(message)) {
                throw new IOException("the command reads no more");
            }
        } catch (ExecutionException failed) {
            throw new IOException(refused(cause(failed)));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", hurry);
        }
    }

    @Override
    public int exitCode() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof EngineException known) {
                throw known;
            }
            throw new EngineException(String.valueOf(failed.getMessage()), failed);
        }
    }

    /// Ends the connection. Kubernetes knows no way of ending the command: it goes on until it reads or writes.
    @Override
    public void close() {
        var _ = socket.thenAccept(opened -> opened.sendClose(NORMAL_CLOSURE, ""));
        end.completeExceptionally(new EngineException("The command was left"));
    }
}
