package dev.kecs.protocol.rpc;

import dev.kecs.protocol.method.RpcMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The methods that a daemon answers, and who it says it is. Filled by one thread before the server starts; not changed
/// afterwards.
public final class RpcMethods {
    private final Map<String, Registered<?, ?>> methods = new HashMap<>();
    private final Identity identity;
    private final BiConsumer<String, Throwable> failures;

    /// @param failures told what a method did not expect: what was being done, and what was thrown
    public RpcMethods(Identity identity, BiConsumer<String, Throwable> failures) {
        this.identity = identity;
        this.failures = failures;
    }

    /// Who answers.
    ///
    /// @param name of the program, for messages
    /// @param renewal the command that replaces the daemon by one of the caller's version
    public record Identity(String name, String instance, String renewal) {}

    /// A method that answers soon; the connection's further requests wait for it.
    public <P, R> RpcMethods answer(RpcMethod<P, R> method, RpcAnswer<P, R> answer) {
        methods.put(method.name(), new Registered<>(method, answer, false));
        return this;
    }

    /// A method that may last, such as waiting or following: it gets a virtual thread of its own, which is interrupted
    /// when the connection ends.
    public <P, R> RpcMethods answerLasting(RpcMethod<P, R> method, RpcAnswer<P, R> answer) {
        methods.put(method.name(), new Registered<>(method, answer, true));
        return this;
    }

    @Nullable Registered<?, ?> find(String name) {
        return methods.get(name);
    }

    Identity identity() {
        return identity;
    }

    void failed(String what, Throwable failure) {
        failures.accept(what, failure);
    }

    record Registered<P, R>(RpcMethod<P, R> method, RpcAnswer<P, R> answer, boolean lasting) {}
}
