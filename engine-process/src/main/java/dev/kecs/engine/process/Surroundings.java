package dev.kecs.engine.process;

import java.util.Map;

/// What programs find around them.
///
/// @param environment this process's own: programs inherit `PATH`, `HOME`, `LANG` and `TMPDIR` from it,
///     nothing else
public record Surroundings(Map<String, String> environment, MetadataUrls metadata) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
