package dev.kecs.engine.kubernetes.reach;

import java.util.Locale;
import java.util.OptionalInt;

/// What a user says of how this host reaches tasks.
///
/// @param ports how many node ports are published when a cluster is made; empty for [#USUAL_PORTS] where they are
///     known to be needed
public record ReachWish(Route route, OptionalInt ports) {
    /// How many ports clusters are made with that need some.
    public static final int USUAL_PORTS = 10;

    /// As many as Kubernetes leaves to those who choose node ports themselves (source: "Avoiding Collisions
    /// Assigning Ports to NodePort Services").
    public static final int MOST_PORTS = 86;

    public static final ReachWish USUAL = new ReachWish(Route.AUTO, OptionalInt.empty());

    /// The ways there are.
    public enum Route {
        /// Node ports at a node's address.
        DIRECT,
        /// Node ports that this host publishes.
        PUBLISHED,
        /// The first where this host can dial a node, the second elsewhere.
        AUTO;

        /// As users write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How many ports a new cluster publishes. Where containers run beside this process their addresses can usually
    /// be dialled, so none is published on suspicion.
    ///
    /// @param beside whether they do: on Linux
    public int portsAtCreation(boolean beside) {
        int usual = route == Route.AUTO && beside ? 0 : USUAL_PORTS;
        return route == Route.DIRECT ? 0 : ports.orElse(usual);
    }
}
