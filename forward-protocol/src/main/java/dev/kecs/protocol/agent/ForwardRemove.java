package dev.kecs.protocol.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stops forwards that came from one file; others of the same names are never touched.
///
/// @param names null means all that came from the file
public record ForwardRemove(String origin, @Nullable List<String> names, boolean dryRun) {
    public ForwardRemove {
        Objects.requireNonNull(origin, "origin");
        names = names == null ? null : List.copyOf(names);
    }

    @JsonCreator
    static ForwardRemove read(String origin, @Nullable List<String> names, @Nullable Boolean dryRun) {
        return new ForwardRemove(origin, names, dryRun != null && dryRun);
    }
}
