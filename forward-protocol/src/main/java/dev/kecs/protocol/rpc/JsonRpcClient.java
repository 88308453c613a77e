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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
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
    /// Bytes of requests without an answer yet, a good deal less than what a socket takes that nobody reads.
    private static final long MOST_ON_THE_WAY = 32 << 10;
    /// What the system keeps of a short line besides its content, about.
    private static final int COST_OF_A_LINE = 1 << 10;

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
        return typed(method, exchange(method.name(), parameters));
    }

    private static <R> R typed(RpcMethod<?, R> method, JsonNode result) throws IOException {
        if (method.result().isInstance(result)) {
            return method.result().cast(result);
        }
        try {
            return Json.MAPPER.treeToValue(result, method.result());
        } catch (JacksonException e) {
            throw new IOException("cannot read the answer to " + method.name() + ": " + e.getMessage(), e);
        }
    }

    /// Calls once for each of the parameters and waits for all answers, which are in the same order. Many requests are
    /// on the way at a time, but never so many that either side would wait for the other to read.
    ///
    /// @throws IOException when the connection ends first
    /// @throws RpcException the first error that the other side answers with
    public <P, R> List<R> callAll(RpcMethod<P, R> method, List<P> parameters) throws IOException, RpcException {
        List<R> results = new ArrayList<>();
        Deque<Sent> onTheWay = new ArrayDeque<>();
        long bytes = 0;
        for (P each : parameters) {
            while (!onTheWay.isEmpty() && bytes > MOST_ON_THE_WAY) {
                Sent first = onTheWay.removeFirst();
                bytes -= first.bytes();
                results.add(typed(method, await(first.answer())));
            }
            Pending answer = new Pending();
            int length = send(method.name(), each, answer) + COST_OF_A_LINE;
            onTheWay.add(new Sent(answer, length));
            bytes += length;
        }
        for (Sent sent : onTheWay) {
            results.add(typed(method, await(sent.answer())));
        }
        return results;
    }

    private record Sent(Pending answer, int bytes) {}

    private JsonNode exchange(String method, Object parameters) throws IOException, RpcException {
        Pending answer = new Pending();
        var _ = send(method, parameters, answer);
        return await(answer);
    }

    private JsonNode await(Pending answer) throws IOException, RpcException {
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

    /// Calls and wants no answer, not even an error.
    public <P> void post(RpcMethod<P, ?> method, P parameters) throws IOException {
        lock.lock();
        try {
            throwIfEnded();
        } finally {
            lock.unlock();
        }
        lines.write(Envelope.notification(method.name(), parameters));
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

    /// @return how many bytes were sent
    private int send(String method, Object parameters, Pending answer) throws IOException {
        long id;
        lock.lock();
        try {
            throwIfEnded();
            id = ++lastId;
            pending.put(id, answer);
        } finally {
            lock.unlock();
        }
        byte[] request = Envelope.request(id, method, parameters);
        lines.write(request);
        return request.length;
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
