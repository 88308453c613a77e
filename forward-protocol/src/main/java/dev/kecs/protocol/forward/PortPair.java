package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kecs.protocol.target.Transport;
import org.jspecify.annotations.Nullable;

/// A local port and the container port behind it.
///
/// @param localPort null means: the target port when it is at least 1024 and free, else as 0; 0 means: choose
///     one
/// @param targetPort null where the target has only one
/// @param protocol null means what the container port says, and TCP where it says both
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PortPair(
        @Nullable Integer localPort,
        @Nullable Integer targetPort,
        @Nullable Transport protocol) {
    /// Nothing wished: the only container port at a local port that is chosen.
    public static final PortPair ANY = new PortPair(null, null, null);

    public PortPair {
        if (localPort != null && (localPort < 0 || localPort > 65_535)) {
            throw new IllegalArgumentException("localPort must be 0 to 65535, not " + localPort);
        }
        if (targetPort != null && (targetPort < 1 || targetPort > 65_535)) {
            throw new IllegalArgumentException("targetPort must be 1 to 65535, not " + targetPort);
        }
    }

    public static PortPair of(int localPort, int targetPort) {
        return new PortPair(localPort, targetPort, null);
    }

    public PortPair at(int newLocalPort) {
        return new PortPair(newLocalPort, targetPort, protocol);
    }

    public PortPair over(@Nullable Transport newProtocol) {
        return new PortPair(localPort, targetPort, newProtocol);
    }
}
