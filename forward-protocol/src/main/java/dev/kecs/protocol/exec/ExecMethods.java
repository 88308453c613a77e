package dev.kecs.protocol.exec;

import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.method.RpcNotification;

/// The methods of `control.sock` about commands in containers. A command belongs to its connection, and ends with it.
public final class ExecMethods {
    /// Starts a command, and with it notifications of [#OUTPUT].
    public static final RpcMethod<ExecStart, Empty> START = new RpcMethod<>("exec.start", ExecStart.class, Empty.class);

    /// Answered when the command can take more.
    public static final RpcMethod<ExecInput, Empty> INPUT = new RpcMethod<>("exec.input", ExecInput.class, Empty.class);

    public static final RpcMethod<ExecSize, Empty> RESIZE = new RpcMethod<>("exec.resize", ExecSize.class, Empty.class);

    /// Answered when the command has ended, after all of its output.
    public static final RpcMethod<ExecWait, ExecEnd> WAIT = new RpcMethod<>("exec.wait", ExecWait.class, ExecEnd.class);

    public static final RpcNotification<ExecOutput> OUTPUT = new RpcNotification<>("exec.output", ExecOutput.class);

    private ExecMethods() {}
}
