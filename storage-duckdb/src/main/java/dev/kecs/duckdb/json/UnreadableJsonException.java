package dev.kecs.duckdb.json;

/// A row whose body is not a record of its kind; the message names both.
public final class UnreadableJsonException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableJsonException(String key, Throwable cause) {
        super("the record " + key + " is unreadable: " + cause.getMessage(), cause);
    }
}
