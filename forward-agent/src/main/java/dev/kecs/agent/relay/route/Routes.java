package dev.kecs.agent.relay.route;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The destinations of a listener at one moment; immutable but for the counts of connections, which any loop changes.
///
/// @param turn makes ties go round
public record Routes(List<Route> routes, AtomicInteger turn) {
    public static final Routes NONE = new Routes(List.of(), new AtomicInteger());

    /// A destination and how many connections go there now.
    public record Route(Destination destination, AtomicInteger connections) {}

    /// The same counts where a destination is the same.
    public Routes with(List<Destination> destinations) {
        return new Routes(
                destinations.stream()
                        .map(destination -> {
                            Route known = find(destination);
                            return new Route(destination, known == null ? new AtomicInteger() : known.connections);
                        })
                        .toList(),
                turn);
    }

    public @Nullable Route find(Destination destination) {
        for (Route route : routes) {
            if (route.destination.isSameAs(destination)) {
                return route;
            }
        }
        return null;
    }

    /// The open one with the fewest connections; ties go round.
    ///
    /// @param without those that this connection has tried in vain
    public @Nullable Route choose(Set<Destination> without) {
        Route best = null;
        int start = turn.getAndIncrement() & Integer.MAX_VALUE;
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get((start + i) % routes.size());
            if (route.destination.open()
                    && !without.contains(route.destination)
                    && (best == null || route.connections.get() < best.connections.get())) {
                best = route;
            }
        }
        return best;
    }
}
