package dev.kecs.protocol.traefik;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has become of a [RouteTable] at kecs-agent.
///
/// @param ports all that it has tried
public record RouteReport(List<Port> ports) {
    public RouteReport {
        ports = ports == null ? List.of() : List.copyOf(ports);
    }

    /// @param problem why nobody is answered there, a sentence; null when kecs-agent listens
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Port(int port, @Nullable String problem) {}
}
