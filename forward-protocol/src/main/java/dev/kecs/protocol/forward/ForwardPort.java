package dev.kecs.protocol.forward;

import dev.kecs.protocol.target.Transport;
import org.jspecify.annotations.Nullable;

/// One local port of a forward.
///
/// @param targetPort null until it is known
/// @param protocol null until it is known
/// @param reason as in [ForwardView]
public record ForwardPort(
        int localPort,
        @Nullable Integer targetPort,
        @Nullable Transport protocol,
        ForwardState state,
        @Nullable String reason) {}
