package dev.kecs.agent.rpc;

import dev.kecs.agent.forward.Forwards;
import dev.kecs.agent.relay.move.Movers;
import dev.kecs.agent.target.Targets;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.AgentStatus;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.event.EventMethods;
import dev.kecs.protocol.forward.ForwardConnection;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.rpc.RpcMethods;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The methods of `agent.sock`, joined to what does the work.
public final class AgentAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(AgentAnswers.class);
    private static final long LONGEST_GOODBYE_MILLIS = 200;
    private static final ForwardView[] NONE = {};
    private static final ForwardConnection[] NO_CONNECTION = {};
    private static final ForwardChange[] NO_CHANGE = {};

    private AgentAnswers() {}

    /// The process that answers.
    ///
    /// @param listening where it listens besides, as in [AgentStatus]
    /// @param shutdown asks it to end; returns at once
    public record Daemon(
            InstanceName instance, Instant startedAt, Supplier<Map<String, String>> listening, Runnable shutdown) {}

    public static RpcMethods of(Daemon daemon, Forwards forwards, Targets targets) {
        RpcMethods.Identity identity =
                new RpcMethods.Identity("kecs-agent", daemon.instance.value(), "kecs port-forward restart-agent");
        EventAnswers events = new EventAnswers(forwards.events());
        return new RpcMethods(identity, (what, failure) -> LOG.error("{} failed", what, failure))
                .answerLasting(AgentMethods.FORWARD_START, (request, connection) -> forwards.start(request))
                .answer(
                        AgentMethods.FORWARD_LIST,
                        (empty, connection) -> forwards.list().toArray(NONE))
                .answer(AgentMethods.FORWARD_DESCRIBE, (request, connection) -> forwards.describe(request.forward()))
                .answer(
                        AgentMethods.FORWARD_CONNECTIONS,
                        (request, connection) ->
                                forwards.connections(request.forward()).toArray(NO_CONNECTION))
                .answerLasting(AgentMethods.FORWARD_WAIT, (request, connection) -> forwards.await(request))
                .answerLasting(
                        AgentMethods.FORWARD_STOP,
                        (request, connection) -> forwards.stop(request).toArray(NONE))
                .answerLasting(
                        AgentMethods.FORWARD_PAUSE,
                        (request, connection) -> forwards.pause(request, true).toArray(NONE))
                .answerLasting(
                        AgentMethods.FORWARD_RESUME,
                        (request, connection) -> forwards.pause(request, false).toArray(NONE))
                .answerLasting(
                        AgentMethods.FORWARD_APPLY,
                        (request, connection) -> forwards.apply(request).toArray(NO_CHANGE))
                .answerLasting(
                        AgentMethods.FORWARD_REMOVE,
                        (request, connection) -> forwards.remove(request).toArray(NO_CHANGE))
                .answer(EventMethods.EVENTS_LIST, (query, connection) -> events.list(query))
                .answerLasting(EventMethods.EVENTS_FOLLOW, events::follow)
                .answer(
                        AgentMethods.AGENT_STATUS,
                        (empty, connection) -> new AgentStatus(
                                ProcessHandle.current().pid(),
                                Protocol.RELEASE,
                                daemon.startedAt.toString(),
                                forwards.list().size(),
                                targets.isConnected(),
                                Movers.word(),
                                daemon.listening.get(),
                                forwards.problems()))
                .answer(AgentMethods.AGENT_SHUTDOWN, (empty, connection) -> {
                    afterTheAnswer(connection, daemon.shutdown);
                    return Empty.EMPTY;
                });
    }

    /// Lets the caller read its answer and hang up, but waits for nobody who stays.
    private static void afterTheAnswer(RpcConnection connection, Runnable shutdown) {
        CountDownLatch gone = new CountDownLatch(1);
        connection.onEnd(gone::countDown);
        Thread.ofVirtual().name("shutdown").start(() -> {
            try {
                if (!gone.await(LONGEST_GOODBYE_MILLIS, TimeUnit.MILLISECONDS)) {
                    LOG.debug("the caller of agent.shutdown stays connected");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            shutdown.run();
        });
    }
}
