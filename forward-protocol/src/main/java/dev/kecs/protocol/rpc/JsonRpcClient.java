package dev.kecs.protocol.rpc;

import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.handshake.Welcome;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.method.RpcNotification;
import dev.kecs.protocol.paths.SocketPath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The calling end of a connection. It has no thread of its own: of those that wait for an answer (or [#listen]), one
/// at a time reads for all, so notifications are delivered on a thread that waits. Any thread may call.
public final class JsonRpcClient implements AutoCloseable {
    private final LineChannel lines;
    private final Welcome welcome;
    private final Map<String, Consumer<JsonNode>> subscribers = new HashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    /// Signalled whenever the reading thread has read something or has stopped to read.
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private final Map<Long, Pending> pending = new HashMap<>();
    private long lastId;
    private boolean reading;
    private @Nullable IOException end;

    private JsonRpcClient(LineChannel lines, Hello hello) throws IOException, RpcException {
        this.lines = lines;
        this.welcome = Handshake.welcome(exchange(Hello.METHOD.name(), hello));
        if (welcome.protocol() != hello.protocol()) {
            throw new RpcException(
                    ErrorCode.FAILED,
                    "the daemon (version %s) speaks protocol %d, this program (version %s) protocol %d"
                            .formatted(welcome.version(), welcome.protocol(), hello.version(), hello.protocol()),
                    "kecs restart");
        }
    }

    /// Connects and says hello.
    ///
    /// @throws IOException when nobody listens there
    /// @throws RpcException when the other side refuses this version
    public static JsonRpcClient connect(SocketPath socket, Hello hello) throws IOException, RpcException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.connect(socket.address());
            JsonRpcClient client = new JsonRpcClient(new LineChannel(channel), hello);
            connected = true;
            return client;
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    public Welcome welcome() {
        return welcome;
    }

    /// Delivers a kind of notification from now on, one at a time, in the order they arrived. The subscriber must not
    /// call on this connection and wait.
    public <P> void subscribe(RpcNotification<P> notification, Consumer<? super P> subscriber) {
        Consumer<JsonNode> typed =
                parameters -> subscriber.accept(Json.MAPPER.treeToValue(parameters, notification.parameters()));
        lock.lock();
        try {
            subscribers.put(notification.name(), typed);
        } finally {
            lock.unlock();
        }
    }

    /// Calls and waits for the answer.
    ///
    /// @throws IOException when the connection ends first
    /// @throws RpcException when the other side answers with an error
    public <P, R> R call(RpcMethod<P, R> method, P parameters) throws IOException, RpcException {
        JsonNode result = exchange(method.name(), parameters);
        if (method.result().isInstance(result)) {
            return method.result().cast(result);
        }
        try {
            return Json.MAPPER.treeToValue(result, method.result());
        } catch (JacksonException e) {
            throw new IOException("cannot read the answer to " + method.name() + ": " + e.getMessage(), e);
        }
    }

    private JsonNode exchange(String method, Object parameters) throws IOException, RpcException {
        Pending answer = new Pending();
        send(method, parameters, answer);
        lock.lock();
        try {
            while (!answer.arrived) {
                readOne();
            }
        } finally {
            lock.unlock();
        }
        if (answer.error != null) {
            throw answer.error;
        }
        return answer.result;
    }

    /// Calls and does not wait; an error in the answer is dropped.
    public <P> void post(RpcMethod<P, ?> method, P parameters) throws IOException {
        send(method.name(), parameters, new Pending());
    }

    /// Delivers notifications until the connection ends, which this always tells by throwing.
    public void listen() throws IOException {
        lock.lock();
        try {
            while (true) {
                readOne();
            }
        } finally {
            lock.unlock();
        }
    }

    private void send(String method, Object parameters, Pending answer) throws IOException {
        long id;
        lock.lock();
        try {
            throwIfEnded();
            id = ++lastId;
            pending.put(id, answer);
        } finally {
            lock.unlock();
        }
        lines.write(Envelope.request(id, method, parameters));
    }

    /// Reads one message, or waits until another thread has. The lock is held on entry and return, not meanwhile.
    /// Every caller loops until it has what it waits for, so waking without a reason does no harm.
    @SuppressWarnings("WaitNotInLoop")
    private void readOne() throws IOException {
        throwIfEnded();
        if (reading) {
            changed.awaitUninterruptibly();
            return;
        }
        reading = true;
        Runnable delivery = () -> {};
        lock.unlock();
        IOException failure = null;
        JsonNode message = null;
        try {
            message = next();
        } catch (IOException e) {
            failure = e;
        } finally {
            lock.lock();
        }
        if (message == null) {
            end = failure == null ? new ClosedChannelException() : failure;
        } else {
            delivery = accept(message);
        }
        lock.unlock();
        try {
            delivery.run();
        } finally {
            lock.lock();
            reading = false;
            changed.signalAll();
        }
    }

    private @Nullable JsonNode next() throws IOException {
        byte[] line = lines.read();
        try {
            return line == null ? null : Json.MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new IOException("the other side sent no JSON: " + e.getMessage(), e);
        }
    }

    /// Notes an answer, or answers how to deliver a notification once the lock is free.
    private Runnable accept(JsonNode message) {
        JsonNode method = message.get("method");
        if (method != null) {
            Consumer<JsonNode> subscriber = subscribers.get(method.asString(""));
            JsonNode parameters = message.path("params");
            return subscriber == null ? () -> {} : () -> subscriber.accept(parameters);
        }
        Pending answer = pending.remove(message.path("id").asLong(-1));
        if (answer != null) {
            answer.arrived = true;
            answer.result = message.path("result");
            JsonNode error = message.get("error");
            if (error != null) {
                answer.error = new RpcException(
                        error.path("code").asInt(ErrorCode.INTERNAL_ERROR),
                        error.path("message").asString("an error without a message"),
                        error.get("data"));
            }
        }
        return () -> {};
    }

    private void throwIfEnded() throws IOException {
        if (end != null) {
            throw new IOException("the connection has ended", end);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /// Guarded by the client's lock until `arrived`.
    private static final class Pending {
        private boolean arrived;
        private JsonNode result = MissingNode.getInstance();
        private @Nullable RpcException error;
    }
}
