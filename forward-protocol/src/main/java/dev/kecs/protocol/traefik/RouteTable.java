package dev.kecs.protocol.traefik;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that kecs-agent is to answer at clusters' host ports. A port that is not listed any more is given up.
///
/// @param awsEmulator URL of what answers for `localhost` at each of them; null where nothing does
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteTable(
        List<RoutedCluster> clusters, @Nullable String awsEmulator) {
    public static final RouteTable EMPTY = new RouteTable(List.of(), null);

    public RouteTable {
        clusters = clusters == null ? List.of() : List.copyOf(clusters);
    }
}
