package dev.kecs.protocol.method;

/// `{}`: a request without parameters, or an answer that says no more than "done".
public record Empty() {
    public static final Empty EMPTY = new Empty();
}
