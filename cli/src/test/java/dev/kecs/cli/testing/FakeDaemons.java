package dev.kecs.cli.testing;

import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.agent.ForwardRemove;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.ServerStatus;
import dev.kecs.protocol.control.UnsettledCluster;
import dev.kecs.protocol.event.AgentEvent;
import dev.kecs.protocol.event.EventMethods;
import dev.kecs.protocol.forward.ForwardConnection;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.JsonRpcServer;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.rpc.RpcMethods;
import dev.kecs.protocol.traefik.TraefikPort;
import dev.kecs.protocol.traefik.TraefikPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server and an agent of the default instance that answer what a test tells them. Any thread may ask.
public final class FakeDaemons implements AutoCloseable {

    private static final AgentEvent[] EVENTS = {
        new AgentEvent.Started(1, "2026-01-01T00:00:00Z", "pf-01234567", "webapp"),
        new AgentEvent.StateChanged(
                2,
                "2026-01-01T00:00:01Z",
                "pf-01234567",
                "webapp",
                8081,
                ForwardState.WAITING,
                "noRunningTask",
                "no task of webapp is running"),
        new AgentEvent.Trouble(3, "2026-01-01T00:00:02Z", "pf-01234567", "webapp", "a connection was reset"),
    };

    private static final TraefikPorts PORTS = new TraefikPorts(List.of(new TraefikPort(
            "production",
            "eu-west-1",
            8090,
            "http://localhost:8090",
            "listening",
            null,
            List.of("http://web.production.localhost:8090/"))));

    private final InstancePaths paths;
    private final List<JsonRpcServer> running = new CopyOnWriteArrayList<>();

    /// What the agent was asked to start.
    public final List<ForwardRequest> requests = new CopyOnWriteArrayList<>();

    /// What the agent was asked to apply and to remove.
    public final List<ForwardApply> applied = new CopyOnWriteArrayList<>();

    public final List<ForwardRemove> removed = new CopyOnWriteArrayList<>();

    public FakeDaemons(Path kecsHome) throws IOException {
        this.paths = InstancePaths.of(kecsHome, InstanceName.DEFAULT);
        paths.create();
    }

    public FakeDaemons server(int port) throws IOException {
        ServerStatus status = new ServerStatus(
                "default",
                17,
                "0.1.0",
                "127.0.0.1",
                port,
                "process",
                "2026-01-01T00:00:00Z",
                true,
                1,
                2,
                Map.of("RUNNING", 2),
                List.of(new UnsettledCluster("staging", "PROVISIONING", "2/5 waiting for the API server")),
                false,
                null);
        running.add(JsonRpcServer.start(
                paths.controlSocket(),
                methods("kecs-server")
                        .answer(ControlMethods.SERVER_STATUS, (nothing, connection) -> status)
                        .answer(ControlMethods.TRAEFIK_LIST, (nothing, connection) -> PORTS)));
        return this;
    }

    /// @param wait answers `forward.wait`, and a `forward.apply` that waits
    public FakeDaemons agent(Answer wait) throws IOException {
        RpcMethods methods = methods("kecs-agent")
                .answer(AgentMethods.FORWARD_LIST, (nothing, connection) -> new ForwardView[] {Forwards.READY})
                .answer(AgentMethods.FORWARD_START, (request, connection) -> {
                    requests.add(request);
                    return Forwards.WAITING;
                })
                .answer(AgentMethods.FORWARD_WAIT, (request, connection) -> wait.answer())
                .answer(AgentMethods.FORWARD_APPLY, (request, connection) -> {
                    applied.add(request);
                    ForwardView started = request.waitMillis() > 0 ? awaited(wait) : Forwards.WAITING;
                    return request.forwards().stream()
                            .map(each -> change(each, started))
                            .toArray(ForwardChange[]::new);
                })
                .answer(AgentMethods.FORWARD_REMOVE, (request, connection) -> {
                    removed.add(request);
                    return new ForwardChange[] {new ForwardChange("webapp", ForwardChange.Kind.REMOVED, null, null)};
                })
                .answer(AgentMethods.FORWARD_DESCRIBE, (request, connection) -> Forwards.READY)
                .answer(AgentMethods.FORWARD_CONNECTIONS, (request, connection) -> new ForwardConnection[] {
                    new ForwardConnection(
                            "127.0.0.1:40312",
                            8081,
                            ForwardConnection.Stage.JOINED,
                            "aaaa",
                            "127.20.0.3:80",
                            61_000,
                            10,
                            20)
                })
                .answer(EventMethods.EVENTS_LIST, (query, connection) -> EVENTS)
                .answer(EventMethods.EVENTS_FOLLOW, (query, connection) -> {
                    for (AgentEvent event : EVENTS) {
                        tell(event, connection);
                    }
                    return Empty.EMPTY;
                })
                .answer(AgentMethods.FORWARD_PAUSE, (request, connection) -> new ForwardView[] {Forwards.READY})
                .answer(AgentMethods.FORWARD_RESUME, (request, connection) -> new ForwardView[] {Forwards.READY})
                .answer(AgentMethods.FORWARD_STOP, (request, connection) -> {
                    if (request.forwards().contains("unknown")) {
                        throw new RpcException(3, "there is no forward unknown", "kecs port-forward list");
                    }
                    return new ForwardView[] {Forwards.READY};
                });
        running.add(JsonRpcServer.start(paths.forwards().socket(), methods));
        return this;
    }

    /// As it is when the time for waiting is over.
    private static ForwardView awaited(Answer wait) throws RpcException {
        try {
            return wait.answer();
        } catch (RpcException refused) {
            if (refused.code() != ErrorCode.TIMED_OUT) {
                throw refused;
            }
            return Forwards.WAITING;
        }
    }

    /// Creates every forward but those named `broken`.
    private static ForwardChange change(ForwardRequest request, ForwardView started) {
        String name = String.valueOf(request.name());
        return name.equals("broken")
                ? new ForwardChange(name, ForwardChange.Kind.FAILED, "port 8081 is taken by pid 17", null)
                : new ForwardChange(name, ForwardChange.Kind.CREATED, null, started);
    }

    /// Answers a wait, or refuses.
    public interface Answer {
        ForwardView answer() throws RpcException;
    }

    private static void tell(AgentEvent event, RpcConnection caller) throws RpcException {
        try {
            caller.notify(EventMethods.EVENT, event);
        } catch (IOException gone) {
            throw new RpcException(1, "the caller has gone: " + gone);
        }
    }

    private static RpcMethods methods(String name) {
        return new RpcMethods(new RpcMethods.Identity(name, "default", "kecs restart"), (what, failure) -> {
            throw new AssertionError(what, failure);
        });
    }

    @Override
    public void close() throws IOException {
        for (JsonRpcServer daemon : running) {
            daemon.close();
        }
    }
}
