package dev.kecs.protocol.rpc;

import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.handshake.Welcome;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.method.RpcNotification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One accepted connection, owned by the virtual thread that runs [#serve]: it alone reads. Others only send and close.
final class ServedConnection implements RpcConnection {
    private final LineChannel lines;
    private final RpcMethods methods;
    private final Admission admission;
    private final Set<Thread> lasting = ConcurrentHashMap.newKeySet();

    /// Set by the owner before any method sees the connection.
    private volatile @Nullable Hello hello;

    /// Belongs to the owner.
    private boolean refused;

    private final ReentrantLock ending = new ReentrantLock();

    // Guarded by ending.
    private final List<Runnable> atEnd = new ArrayList<>();
    private boolean ended;

    ServedConnection(LineChannel lines, RpcMethods methods, Admission admission) {
        this.admission = admission;
        this.lines = lines;
        this.methods = methods;
    }

    void serve() {
        try (lines) {
            for (byte[] line = lines.read(); line != null; line = refused ? null : lines.read()) {
                accept(line);
            }
        } catch (IOException e) {
            // The caller went away in the middle of something; its end is told below like any other.
        } finally {
            end();
        }
    }

    private void accept(byte[] line) throws IOException {
        JsonNode message;
        try {
            message = Json.read(line);
        } catch (RpcException e) {
            lines.write(Envelope.error(null, e));
            return;
        }
        JsonNode id = message.get("id");
        if (id != null && !id.isString() && !id.isIntegralNumber() && !id.isNull()) {
            RpcException failure =
                    new RpcException(ErrorCode.INVALID_REQUEST, "\"id\" is neither a text nor a whole number");
            lines.write(Envelope.error(null, failure));
            return;
        }
        JsonNode method = message.get("method");
        if (!message.isObject() || method == null || !method.isString()) {
            RpcException failure = new RpcException(ErrorCode.INVALID_REQUEST, "not a request: no \"method\"");
            lines.write(Envelope.error(id, failure));
            return;
        }
        JsonNode parameters = message.path("params");
        String name = method.stringValue();
        RpcMethods.Registered<?, ?> registered = methods.find(name);
        if (registered != null && registered.lasting() && hello != null) {
            answerOnItsOwnThread(id, registered, parameters);
        } else {
            reply(id, () -> hello == null ? greet(name, parameters) : answer(name, registered, parameters));
        }
    }

    private interface Reply {
        Object get() throws RpcException, InterruptedException;
    }

    private void reply(@Nullable JsonNode id, Reply reply) throws IOException {
        byte[] line;
        try {
            Object result = reply.get();
            line = id == null ? null : result(id, result);
        } catch (RpcException e) {
            line = id == null ? null : Envelope.error(id, e);
        } catch (InterruptedException e) {
            line = null;
        }
        if (line != null) {
            lines.write(line);
        }
    }

    /// Who asked gets an answer even when the result is none that can be written.
    private byte[] result(JsonNode id, Object result) {
        try {
            return Envelope.result(id, result);
        } catch (JacksonException e) {
            methods.failed("writing an answer", e);
            return Envelope.error(
                    id, new RpcException(ErrorCode.INTERNAL_ERROR, "the answer cannot be written: " + e.getMessage()));
        }
    }

    private void answerOnItsOwnThread(
            @Nullable JsonNode id, RpcMethods.Registered<?, ?> registered, JsonNode parameters) {
        String name = registered.method().name();
        Thread thread = Thread.ofVirtual().name("rpc-" + name).unstarted(() -> {
            try {
                reply(id, () -> answer(name, registered, parameters));
            } catch (IOException e) {
                close();
            } finally {
                lasting.remove(Thread.currentThread());
            }
        });
        lasting.add(thread);
        thread.start();
    }

    private Welcome greet(String name, JsonNode parameters) throws RpcException {
        RpcMethods.Identity identity = methods.identity();
        if (!name.equals(Hello.METHOD.name())) {
            throw new RpcException(ErrorCode.INVALID_REQUEST, "the first call on a connection must be \"hello\"");
        }
        Hello said = read(Hello.METHOD, parameters);
        if (said.protocol() != Protocol.NUMBER) {
            throw new RpcException(
                    ErrorCode.FAILED,
                    "%s (version %s) speaks protocol %d, its caller (version %s) protocol %d"
                            .formatted(
                                    identity.name(),
                                    Protocol.RELEASE,
                                    Protocol.NUMBER,
                                    said.version(),
                                    said.protocol()),
                    identity.renewal());
        }
        try {
            admission.admit(said);
        } catch (RpcException e) {
            refused = true;
            throw e;
        }
        hello = said;
        return new Welcome(
                Protocol.NUMBER,
                Protocol.RELEASE,
                identity.instance(),
                ProcessHandle.current().pid());
    }

    private <P, R> Object answer(String name, RpcMethods.@Nullable Registered<P, R> registered, JsonNode parameters)
            throws RpcException, InterruptedException {
        if (registered == null) {
            throw new RpcException(ErrorCode.METHOD_NOT_FOUND, "there is no method \"" + name + "\"");
        }
        P read = read(registered.method(), parameters);
        try {
            return registered.answer().answer(read, this);
        } catch (RuntimeException | Error e) {
            // An error too: who asked learns more from an answer than from a connection that ends.
            methods.failed(name, e);
            throw new RpcException(ErrorCode.INTERNAL_ERROR, name + " failed: " + e);
        }
    }

    private static <P> P read(RpcMethod<P, ?> method, JsonNode parameters) throws RpcException {
        try {
            P read = Json.MAPPER.treeToValue(
                    parameters.isMissingNode() ? Json.MAPPER.createObjectNode() : parameters, method.parameters());
            if (read == null) {
                throw new RpcException(ErrorCode.INVALID_PARAMETERS, method.name() + ": parameters are missing");
            }
            return read;
        } catch (JacksonException e) {
            throw new RpcException(ErrorCode.INVALID_PARAMETERS, method.name() + ": " + e.getOriginalMessage());
        }
    }

    @Override
    public Hello caller() {
        Hello said = hello;
        if (said == null) {
            throw new IllegalStateException("no method is called before hello");
        }
        return said;
    }

    @Override
    public <P> void notify(RpcNotification<P> notification, P parameters) throws IOException {
        lines.write(Envelope.notification(notification.name(), parameters));
    }

    @Override
    public void onEnd(Runnable action) {
        ending.lock();
        try {
            if (!ended) {
                atEnd.add(action);
                return;
            }
        } finally {
            ending.unlock();
        }
        action.run();
    }

    private void end() {
        List<Runnable> actions;
        ending.lock();
        try {
            ended = true;
            actions = List.copyOf(atEnd);
            atEnd.clear();
        } finally {
            ending.unlock();
        }
        lasting.forEach(Thread::interrupt);
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                methods.failed("end of a connection", e);
            }
        }
    }

    /// Ends the connection; its owner thread then tells whoever asked to be told.
    void close() {
        try {
            lines.close();
        } catch (IOException e) {
            methods.failed("closing a connection", e);
        }
    }
}
