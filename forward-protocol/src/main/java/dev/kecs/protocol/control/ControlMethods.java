package dev.kecs.protocol.control;

import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.method.RpcNotification;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.traefik.RouteReport;
import dev.kecs.protocol.traefik.RouteTable;
import dev.kecs.protocol.traefik.TraefikPorts;

/// The methods of `control.sock`.
public final class ControlMethods {
    /// Begins notifications of [#TARGET_SNAPSHOT]: one at once, one after every change.
    public static final RpcMethod<Watch, Empty> TARGET_WATCH =
            new RpcMethod<>("target.watch", Watch.class, Empty.class);

    public static final RpcMethod<Unwatch, Empty> TARGET_UNWATCH =
            new RpcMethod<>("target.unwatch", Unwatch.class, Empty.class);

    /// Says that tasks which that snapshot shows draining get no new connection any more. The server waits
    /// for it, at most 500 ms, before it signals such a task.
    public static final RpcMethod<Acknowledgement, Empty> TARGET_ACKNOWLEDGE =
            new RpcMethod<>("target.acknowledge", Acknowledgement.class, Empty.class);

    /// A snapshot once.
    public static final RpcMethod<Resolve, Snapshot> TARGET_RESOLVE =
            new RpcMethod<>("target.resolve", Resolve.class, Snapshot.class);

    /// Names of clusters, services or tasks, for completion: at most 1,000, and none where the cluster is not
    /// there.
    public static final RpcMethod<NameQuery, Names> NAMES_LIST =
            new RpcMethod<>("names.list", NameQuery.class, Names.class);

    public static final RpcMethod<Empty, ServerStatus> SERVER_STATUS =
            new RpcMethod<>("server.status", Empty.class, ServerStatus.class);

    /// Answered when all tasks have ended, or at once when they are kept; then the server's process exits.
    public static final RpcMethod<Shutdown, Empty> SERVER_SHUTDOWN =
            new RpcMethod<>("server.shutdown", Shutdown.class, Empty.class);

    /// The host ports that are leased to clusters.
    public static final RpcMethod<Empty, TraefikPorts> TRAEFIK_LIST =
            new RpcMethod<>("traefik.list", Empty.class, TraefikPorts.class);

    /// Begins notifications of [#ROUTES_TABLE]: one at once, one after every change.
    public static final RpcMethod<Empty, Empty> ROUTES_WATCH =
            new RpcMethod<>("routes.watch", Empty.class, Empty.class);

    /// Says at which of the ports kecs-agent listens; counts until the next one, or the connection's end.
    public static final RpcMethod<RouteReport, Empty> ROUTES_REPORT =
            new RpcMethod<>("routes.report", RouteReport.class, Empty.class);

    /// Sends [#LOG_CHUNK]; the answer comes last.
    public static final RpcMethod<LogRequest, Empty> TASK_LOGS =
            new RpcMethod<>("task.logs", LogRequest.class, Empty.class);

    public static final RpcNotification<WatchedSnapshot> TARGET_SNAPSHOT =
            new RpcNotification<>("target.snapshot", WatchedSnapshot.class);

    public static final RpcNotification<RouteTable> ROUTES_TABLE =
            new RpcNotification<>("routes.table", RouteTable.class);

    public static final RpcNotification<LogChunk> LOG_CHUNK = new RpcNotification<>("log.chunk", LogChunk.class);

    private ControlMethods() {}
}
