package dev.kecs.protocol.agent;

import dev.kecs.protocol.forward.ForwardConnection;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.method.RpcMethod;

/// The methods of `agent.sock`.
public final class AgentMethods {
    /// Durable before it is answered. Errors: 4 for a port or name that is taken, 3 for an absent cluster or
    /// service, 1 for a service without public addresses, 2 when the container port must be named.
    public static final RpcMethod<ForwardRequest, ForwardView> FORWARD_START =
            new RpcMethod<>("forward.start", ForwardRequest.class, ForwardView.class);

    public static final RpcMethod<Empty, ForwardView[]> FORWARD_LIST =
            new RpcMethod<>("forward.list", Empty.class, ForwardView[].class);

    public static final RpcMethod<ForwardName, ForwardView> FORWARD_DESCRIBE =
            new RpcMethod<>("forward.describe", ForwardName.class, ForwardView.class);

    /// Every client that is connected or waits now, the oldest first.
    public static final RpcMethod<ForwardName, ForwardConnection[]> FORWARD_CONNECTIONS =
            new RpcMethod<>("forward.connections", ForwardName.class, ForwardConnection[].class);

    /// Error 5 with the forward in `data.forward` when the time is over first; error 1 when it has ended instead.
    public static final RpcMethod<ForwardWait, ForwardView> FORWARD_WAIT =
            new RpcMethod<>("forward.wait", ForwardWait.class, ForwardView.class);

    /// All or nothing: error 3 names what is unknown, and then nothing was stopped. Answers those it stopped.
    public static final RpcMethod<ForwardSelection, ForwardView[]> FORWARD_STOP =
            new RpcMethod<>("forward.stop", ForwardSelection.class, ForwardView[].class);

    /// New connections are held from now on, live ones go on. All or nothing, as above; durable before it is
    /// answered.
    public static final RpcMethod<ForwardSelection, ForwardView[]> FORWARD_PAUSE =
            new RpcMethod<>("forward.pause", ForwardSelection.class, ForwardView[].class);

    public static final RpcMethod<ForwardSelection, ForwardView[]> FORWARD_RESUME =
            new RpcMethod<>("forward.resume", ForwardSelection.class, ForwardView[].class);

    /// One forward's failure does not stop the others. Answers one change per name, in the order of the file,
    /// then the removed ones. All is durable, by one write, before any is waited for.
    public static final RpcMethod<ForwardApply, ForwardChange[]> FORWARD_APPLY =
            new RpcMethod<>("forward.apply", ForwardApply.class, ForwardChange[].class);

    /// Answers those it removed, and those named that it did not, each with the reason.
    public static final RpcMethod<ForwardRemove, ForwardChange[]> FORWARD_REMOVE =
            new RpcMethod<>("forward.remove", ForwardRemove.class, ForwardChange[].class);

    public static final RpcMethod<Empty, AgentStatus> AGENT_STATUS =
            new RpcMethod<>("agent.status", Empty.class, AgentStatus.class);

    /// The process exits after the answer; what is wanted stays in `config.yaml`.
    public static final RpcMethod<Empty, Empty> AGENT_SHUTDOWN =
            new RpcMethod<>("agent.shutdown", Empty.class, Empty.class);

    private AgentMethods() {}
}
