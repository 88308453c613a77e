package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kecs.protocol.target.Target;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is wanted of a forward.
///
/// @param name null means: the service's, task definition family's or tags' name, with `-2`, `-3` where it is
///     taken
/// @param ports at least one; left out it is [PortPair#ANY]
/// @param addresses literal addresses to listen at; empty means 127.0.0.1, and ::1 where it exists
/// @param options left out they are [ForwardOptions#USUAL]
/// @param origin the file that it comes from; null when it comes from none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForwardRequest(
        @Nullable String name,
        Target target,
        List<PortPair> ports,
        List<String> addresses,
        ForwardOptions options,
        @Nullable String origin) {

    public ForwardRequest {
        Objects.requireNonNull(target, "target");
        ports = ports == null || ports.isEmpty() ? List.of(PortPair.ANY) : List.copyOf(ports);
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        options = options == null ? ForwardOptions.USUAL : options;
        Set<InetAddress> seen = new HashSet<>();
        for (String address : addresses) {
            if (!seen.add(literal(address))) {
                throw new IllegalArgumentException("the address " + address + " is there twice");
            }
        }
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + address + "' is no literal address", e);
        }
    }

    /// A forward to a target with everything else at its default.
    public static ForwardRequest to(Target target) {
        return new ForwardRequest(null, target, List.of(), List.of(), ForwardOptions.USUAL, null);
    }

    public ForwardRequest named(@Nullable String newName) {
        return new ForwardRequest(newName, target, ports, addresses, options, origin);
    }

    public ForwardRequest between(PortPair... newPorts) {
        return between(List.of(newPorts));
    }

    public ForwardRequest between(List<PortPair> newPorts) {
        return new ForwardRequest(name, target, newPorts, addresses, options, origin);
    }

    public ForwardRequest listeningAt(List<String> newAddresses) {
        return new ForwardRequest(name, target, ports, newAddresses, options, origin);
    }

    public ForwardRequest with(ForwardOptions newOptions) {
        return new ForwardRequest(name, target, ports, addresses, newOptions, origin);
    }

    public ForwardRequest from(@Nullable String newOrigin) {
        return new ForwardRequest(name, target, ports, addresses, options, newOrigin);
    }
}
