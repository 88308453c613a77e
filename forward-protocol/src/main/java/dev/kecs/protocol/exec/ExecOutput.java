package dev.kecs.protocol.exec;

import java.util.Objects;

/// A piece of what a command wrote, in order per stream.
///
/// @param stream `stdout` or `stderr`
/// @param data Base64
public record ExecOutput(String exec, String stream, String data) {
    public ExecOutput {
        Objects.requireNonNull(exec, "exec");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(data, "data");
    }
}
