package dev.kecs.server.settings;

import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.Section;
import dev.kecs.engine.kubernetes.reach.ReachWish;
import dev.kecs.engine.kubernetes.reach.ReachWish.Route;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The section `k3d` of `kecs.yaml`.
///
/// @param image what the nodes of Kubernetes clusters run; empty for another source's
/// @param reach how this host reaches tasks in them
public record K3dWish(Optional<String> image, ReachWish reach) {
    static final K3dWish DEFAULT = new K3dWish(Optional.empty(), ReachWish.USUAL);

    static K3dWish read(Section section) {
        Route route = section.oneOf(
                        "reach", Arrays.stream(Route.values()).map(Route::word).toList())
                .map(word -> Route.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(DEFAULT.reach().route());
        return new K3dWish(
                section.text("image").map(Text::text),
                new ReachWish(route, section.number("publishedPorts", 0, ReachWish.MOST_PORTS)));
    }
}
