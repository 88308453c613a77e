package dev.kecs.packaging.training;

import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.AgentStatus;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.forward.ConnectionCounts;
import dev.kecs.protocol.forward.ForwardEndpoint;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardPort;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcServer;
import dev.kecs.protocol.rpc.RpcMethods;
import dev.kecs.protocol.target.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Answers the command line's training run as an agent with one forward does.
///
/// What the command line loads depends on the answers alone, so its training needs no real agent.
public final class StandInAgent {

    private static final ForwardView FORWARD = new ForwardView(
            "pf-01234567",
            "webapp",
            "service",
            "production",
            "webapp",
            null,
            null,
            "127.0.0.1",
            List.of("127.0.0.1", "::1"),
            8081,
            80,
            ForwardState.READY,
            null,
            null,
            "2026-01-01T00:00:00Z",
            List.of(new ForwardEndpoint("0123456789abcdef", "127.20.0.3", 80, true)),
            new ConnectionCounts(1, 2, 0, 0, 0),
            1,
            2,
            0,
            Map.of("peer", 1L),
            12L,
            List.of(new ForwardPort(8081, 80, Transport.TCP, ForwardState.READY, null)),
            null,
            null,
            ForwardOptions.USUAL);

    private StandInAgent() {}

    private static ForwardChange[] changed(ForwardChange.Kind kind) {
        return new ForwardChange[] {new ForwardChange("webapp", kind, null, FORWARD)};
    }

    public static JsonRpcServer start(Path home) throws IOException {
        InstancePaths paths = InstancePaths.of(home, InstanceName.DEFAULT);
        paths.create();
        RpcMethods.Identity identity = new RpcMethods.Identity("kecs-agent", "default", "kecs restart");
        return JsonRpcServer.start(
                paths.forwards().socket(),
                new RpcMethods(identity, (what, failure) -> System.err.println(what + ": " + failure))
                        .answer(AgentMethods.FORWARD_LIST, (nothing, connection) -> new ForwardView[] {FORWARD})
                        .answer(AgentMethods.FORWARD_START, (request, connection) -> FORWARD)
                        .answer(AgentMethods.FORWARD_WAIT, (request, connection) -> FORWARD)
                        .answer(
                                AgentMethods.FORWARD_APPLY,
                                (request, connection) -> changed(ForwardChange.Kind.CREATED))
                        .answer(
                                AgentMethods.FORWARD_REMOVE,
                                (request, connection) -> changed(ForwardChange.Kind.REMOVED))
                        .answer(AgentMethods.FORWARD_STOP, (request, connection) -> new ForwardView[] {FORWARD})
                        .answer(
                                AgentMethods.AGENT_STATUS,
                                (nothing, connection) -> new AgentStatus(
                                        1, "0.1.0", "2026-01-01T00:00:00Z", 1, true, "copy", Map.of(), List.of())));
    }
}
