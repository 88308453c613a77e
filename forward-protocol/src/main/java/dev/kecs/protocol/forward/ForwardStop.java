package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param forwards ids or names
/// @param all stop all there are; `forwards` is empty then
public record ForwardStop(List<String> forwards, boolean all) {
    public ForwardStop {
        forwards = List.copyOf(forwards);
        if (all == !forwards.isEmpty()) {
            throw new IllegalArgumentException("name the forwards to stop, or say all");
        }
    }

    public static ForwardStop everything() {
        return new ForwardStop(List.of(), true);
    }

    public static ForwardStop only(List<String> forwards) {
        return new ForwardStop(forwards, false);
    }

    @JsonCreator
    static ForwardStop read(@Nullable List<String> forwards, @Nullable Boolean all) {
        return new ForwardStop(forwards == null ? List.of() : forwards, all != null && all);
    }
}
