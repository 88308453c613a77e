package dev.kecs.protocol.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.kecs.protocol.forward.ForwardRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings the forwards of one file to what the file says. Forwards of other origins are never touched.
///
/// @param origin the file's absolute path, or `-` for standard input
/// @param forwards each with a name of its own
/// @param prune removes forwards of this origin that the file does not list any more
/// @param dryRun only tells what would be done
/// @param waitMillis how long the answer waits, at most, until all forwards that the file lists and that are there are
///     ready; 0 answers at once
public record ForwardApply(
        String origin, List<ForwardRequest> forwards, boolean prune, boolean dryRun, long waitMillis) {
    public ForwardApply {
        Objects.requireNonNull(origin, "origin");
        if (waitMillis < 0) {
            throw new IllegalArgumentException("waitMillis must not be negative, but is " + waitMillis);
        }
        forwards = List.copyOf(forwards);
        Set<String> names = new HashSet<>();
        for (ForwardRequest forward : forwards) {
            String name = forward.name();
            if (name == null || !names.add(name)) {
                throw new IllegalArgumentException("each forward of a file needs a name of its own, not " + name);
            }
        }
    }

    /// Without waiting.
    public ForwardApply(String origin, List<ForwardRequest> forwards, boolean prune, boolean dryRun) {
        this(origin, forwards, prune, dryRun, 0);
    }

    @JsonCreator
    static ForwardApply read(
            String origin,
            @Nullable List<ForwardRequest> forwards,
            @Nullable Boolean prune,
            @Nullable Boolean dryRun,
            @Nullable Long waitMillis) {
        return new ForwardApply(
                origin,
                forwards == null ? List.of() : forwards,
                prune != null && prune,
                dryRun != null && dryRun,
                waitMillis == null ? 0 : waitMillis);
    }
}
