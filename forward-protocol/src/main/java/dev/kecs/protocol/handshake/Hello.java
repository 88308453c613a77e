package dev.kecs.protocol.handshake;

import dev.kecs.protocol.method.RpcMethod;
/// The first call on every connection.
///
/// @param protocol [Protocol#NUMBER] of the caller
/// @param version [Protocol#RELEASE] of the caller
/// @param role `cli` or `agent`

public record Hello(int protocol, String version, String role) {
    public static final RpcMethod<Hello, Welcome> METHOD = new RpcMethod<>("hello", Hello.class, Welcome.class);

    public static Hello as(String role) {
        return new Hello(Protocol.NUMBER, Protocol.RELEASE, role);
    }
}
