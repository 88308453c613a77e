package dev.kecs.ecs.engine;

import java.util.OptionalInt;

/// An engine could not do what it was asked for. The message says what, for which thing, and what to do next.
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient OptionalInt takenPort;

    public EngineException(String message) {
        super(message);
        takenPort = OptionalInt.empty();
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
        takenPort = OptionalInt.empty();
    }

    /// The cluster's ingress port was taken by somebody else between its lease and its use: another one may do.
    public EngineException(String message, int takenPort) {
        super(message);
        this.takenPort = OptionalInt.of(takenPort);
    }

    public OptionalInt takenPort() {
        return takenPort;
    }
}
