package dev.kecs.protocol.control;

import java.util.List;

/// @param names sorted, each once
/// @param more whether there are more than were answered
public record Names(List<String> names, boolean more) {
    public Names {
        names = names == null ? List.of() : List.copyOf(names);
    }
}
