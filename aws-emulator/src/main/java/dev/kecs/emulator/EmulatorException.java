package dev.kecs.emulator;

/// The emulator could not be started, or does not answer. The message says what happened and what to do next.
public final class EmulatorException extends Exception {
    private static final long serialVersionUID = 1;

    public EmulatorException(String message) {
        super(message);
    }
}
