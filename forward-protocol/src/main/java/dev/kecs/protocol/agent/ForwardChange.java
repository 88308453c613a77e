package dev.kecs.protocol.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kecs.protocol.forward.ForwardView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What became of one forward of a file.
///
/// @param message why it failed, or what was changed; null when there is nothing to say
/// @param forward as it is now; null when it does not exist
public record ForwardChange(
        String name,
        Kind change,
        @Nullable String message,
        @Nullable ForwardView forward) {
    public ForwardChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(change, "change");
    }

    public enum Kind {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("changed")
        CHANGED,
        @JsonProperty("unchanged")
        UNCHANGED,
        @JsonProperty("removed")
        REMOVED,
        /// Nothing was done with it; the others were not hindered.
        @JsonProperty("failed")
        FAILED
    }
}
