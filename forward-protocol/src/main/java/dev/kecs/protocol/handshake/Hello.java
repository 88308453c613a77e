package dev.kecs.protocol.handshake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kecs.protocol.method.RpcMethod;
import org.jspecify.annotations.Nullable;

/// The first call on every connection.
///
/// @param protocol [Protocol#NUMBER] of the caller
/// @param version [Protocol#RELEASE] of the caller
/// @param role `cli` or `agent`
/// @param token what a caller over TLS must know; null on a socket file, where the file's owner is known already
public record Hello(
        int protocol,
        String version,
        String role,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {
    public static final RpcMethod<Hello, Welcome> METHOD = new RpcMethod<>("hello", Hello.class, Welcome.class);

    /// Without the token.
    @Override
    public String toString() {
        return role + " " + version;
    }

    public static Hello as(String role) {
        return new Hello(Protocol.NUMBER, Protocol.RELEASE, role, null);
    }
}
