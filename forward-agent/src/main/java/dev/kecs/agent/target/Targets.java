package dev.kecs.agent.target;

import dev.kecs.protocol.control.Snapshot;
import dev.kecs.protocol.control.Target;
import dev.kecs.protocol.rpc.RpcException;
import java.util.function.Consumer;

/// Where snapshots of targets come from.
public interface Targets {
    /// One snapshot now.
    ///
    /// @throws RpcException with code 6 when kecs-server does not answer
    Snapshot resolve(Target target) throws RpcException;

    /// Snapshots from now on, for ever: the subscriber is called on a thread of the source and returns at once.
    TargetWatch watch(Target target, Consumer<Snapshot> subscriber);

    boolean isConnected();
}
