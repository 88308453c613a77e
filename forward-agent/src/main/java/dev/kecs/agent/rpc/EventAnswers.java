package dev.kecs.agent.rpc;

import dev.kecs.agent.event.EventRing;
import dev.kecs.protocol.event.AgentEvent;
import dev.kecs.protocol.event.EventMethods;
import dev.kecs.protocol.event.EventQuery;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.util.List;

/// Tells callers what happened. Each follower is served by a virtual thread of its own, which alone waits for it.
record EventAnswers(EventRing events) {

    AgentEvent[] list(EventQuery query) {
        return events.all().stream().filter(query::matches).toArray(AgentEvent[]::new);
    }

    /// Ends when the caller hangs up, or has fallen behind too far.
    Empty follow(EventQuery query, RpcConnection caller) throws RpcException, InterruptedException {
        List<AgentEvent> next = events.all();
        long told = next.isEmpty() ? 0 : next.getLast().number();
        while (send(next, query, caller)) {
            next = events.awaitAfter(told);
            if (next.getFirst().number() != told + 1) {
                throw new RpcException(
                        ErrorCode.FAILED,
                        "events " + (told + 1) + " to " + (next.getFirst().number() - 1)
                                + " were forgotten before they were read",
                        "kecs port-forward events -f");
            }
            told = next.getLast().number();
        }
        return Empty.EMPTY;
    }

    /// @return false when the caller has gone
    private static boolean send(List<AgentEvent> next, EventQuery query, RpcConnection caller) {
        try {
            for (AgentEvent event : next) {
                if (query.matches(event)) {
                    caller.notify(EventMethods.EVENT, event);
                }
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
