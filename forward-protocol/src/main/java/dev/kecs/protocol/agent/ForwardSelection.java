package dev.kecs.protocol.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some forwards, or all.
///
/// @param forwards ids or names
/// @param all all there are; `forwards` is empty then
public record ForwardSelection(List<String> forwards, boolean all) {
    public ForwardSelection {
        forwards = List.copyOf(forwards);
        if (all == !forwards.isEmpty()) {
            throw new IllegalArgumentException("name the forwards, or say all");
        }
    }

    public static ForwardSelection everything() {
        return new ForwardSelection(List.of(), true);
    }

    public static ForwardSelection only(List<String> forwards) {
        return new ForwardSelection(forwards, false);
    }

    @JsonCreator
    static ForwardSelection read(@Nullable List<String> forwards, @Nullable Boolean all) {
        return new ForwardSelection(forwards == null ? List.of() : forwards, all != null && all);
    }
}
