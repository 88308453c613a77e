package dev.kecs.server.settings;

import dev.kecs.config.Section;
import java.util.Optional;
import java.util.OptionalInt;

/// The section `traefik` of `kecs.yaml`.
///
/// @param enabled whether new clusters get a host port for their HTTP routes; empty when the file leaves that open
/// @param port the one port that a cluster gets; empty for the lowest free one from 8090
public record TraefikSettings(Optional<Boolean> enabled, OptionalInt port) {
    public static final TraefikSettings DEFAULT = new TraefikSettings(Optional.empty(), OptionalInt.empty());
    /// Whether a lower one is free cannot be seen without privileges.
    private static final int LOWEST_PORT = 1024;

    private static final int HIGHEST_PORT = 65_535;

    static TraefikSettings read(Section section) {
        return new TraefikSettings(section.flag("enabled"), section.number("port", LOWEST_PORT, HIGHEST_PORT));
    }
}
