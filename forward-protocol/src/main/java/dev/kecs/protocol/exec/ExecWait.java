package dev.kecs.protocol.exec;

import java.util.Objects;

/// Names a command of the connection.
public record ExecWait(String exec) {
    public ExecWait {
        Objects.requireNonNull(exec, "exec");
    }
}
