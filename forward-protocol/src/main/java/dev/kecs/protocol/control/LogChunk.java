package dev.kecs.protocol.control;

import java.util.Objects;

/// A piece of a container's output, in order per stream.
///
/// @param stream `stdout` or `stderr`
public record LogChunk(String container, String stream, String text) {
    public LogChunk {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(text, "text");
    }
}
