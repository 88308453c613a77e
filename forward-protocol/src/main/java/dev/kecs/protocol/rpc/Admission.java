package dev.kecs.protocol.rpc;

import dev.kecs.protocol.handshake.Hello;

/// Who may call at all.
interface Admission {
    /// For a socket file that only its owner can open.
    Admission ANYBODY = hello -> {};

    /// Runs on the connection's own thread, once.
    ///
    /// @throws RpcException for who may not; the connection ends after this answer
    void admit(Hello hello) throws RpcException;
}
