package dev.kecs.protocol.exec;

import java.util.Objects;

/// The command's terminal has another size now.
public record ExecSize(String exec, Window terminal) {
    public ExecSize {
        Objects.requireNonNull(exec, "exec");
        Objects.requireNonNull(terminal, "terminal");
    }
}
