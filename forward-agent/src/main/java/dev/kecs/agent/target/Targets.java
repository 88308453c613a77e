package dev.kecs.agent.target;

import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import java.util.List;
import java.util.function.Consumer;

/// Where snapshots of targets come from.
public interface Targets {
    /// One snapshot now.
    ///
    /// @throws RpcException with code 6 when kecs-server does not answer
    default Snapshot resolve(Resolve question) throws RpcException {
        return resolveAll(List.of(question)).getFirst();
    }

    /// One snapshot each, in the same order.
    ///
    /// @throws RpcException with code 6 when kecs-server does not answer
    List<Snapshot> resolveAll(List<Resolve> questions) throws RpcException;

    /// Snapshots from now on, for ever: the subscriber is called on a thread of the source and returns at once.
    TargetWatch watch(Resolve question, Consumer<Snapshot> subscriber);

    boolean isConnected();
}
