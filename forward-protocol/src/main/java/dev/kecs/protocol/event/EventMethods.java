package dev.kecs.protocol.event;

import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.method.RpcNotification;

/// The methods of `agent.sock` that tell what happened.
public final class EventMethods {
    /// The last events, oldest first; the agent remembers a thousand.
    public static final RpcMethod<EventQuery, AgentEvent[]> EVENTS_LIST =
            new RpcMethod<>("events.list", EventQuery.class, AgentEvent[].class);

    /// Sends the same events one by one as [#EVENT], and then each that happens, until the caller hangs up. A caller
    /// who
    /// reads so slowly that the agent has forgotten what was not read yet gets error 1.
    public static final RpcMethod<EventQuery, Empty> EVENTS_FOLLOW =
            new RpcMethod<>("events.follow", EventQuery.class, Empty.class);

    public static final RpcNotification<AgentEvent> EVENT = new RpcNotification<>("event", AgentEvent.class);

    private EventMethods() {}
}
