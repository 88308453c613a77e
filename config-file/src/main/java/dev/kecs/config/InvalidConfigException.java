package dev.kecs.config;

/// A file that people write is wrong. The message has a line for each mistake: `file:line:column: what`.
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public InvalidConfigException(String message) {
        super(message);
    }
}
