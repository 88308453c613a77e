package dev.kecs.protocol.target;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks where one container port of a target is reached.
///
/// @param targetPort the container port; null where the target has only one
/// @param protocol null means what the container port says, and TCP where it says both
/// @param ingress true for what stands in front of a cluster, which reaches services without a public IP as well; null
/// means false
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resolve(
        Target target,
        @Nullable Integer targetPort,
        @Nullable Transport protocol,
        @Nullable Boolean ingress) {
    public Resolve {
        Objects.requireNonNull(target, "target");
        refuseNoPort(targetPort);
    }

    /// Of a forward, which reaches what is public.
    public Resolve(Target target, @Nullable Integer targetPort, @Nullable Transport protocol) {
        this(target, targetPort, protocol, null);
    }

    /// Of an ingress.
    public static Resolve ingress(Target target, int targetPort) {
        return new Resolve(target, targetPort, Transport.TCP, true);
    }

    /// @throws IllegalArgumentException for what is no port
    public static void refuseNoPort(@Nullable Integer targetPort) {
        if (targetPort != null && (targetPort < 1 || targetPort > 65_535)) {
            throw new IllegalArgumentException("targetPort must be 1 to 65535, not " + targetPort);
        }
    }

    /// The only port that the target has.
    public static Resolve only(Target target) {
        return new Resolve(target, null, null);
    }

    public static Resolve port(Target target, int targetPort) {
        return new Resolve(target, targetPort, null);
    }
}
