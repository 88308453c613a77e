package dev.kecs.protocol.rpc;

/// What a daemon does for one method.
@FunctionalInterface
public interface RpcAnswer<P, R> {
    /// @param connection for notifications, and to be told when the caller has gone
    /// @throws RpcException what the caller shall see; anything else becomes [ErrorCode#INTERNAL_ERROR]
    R answer(P parameters, RpcConnection connection) throws RpcException, InterruptedException;
}
