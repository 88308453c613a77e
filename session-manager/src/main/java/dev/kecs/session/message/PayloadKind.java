package dev.kecs.session.message;

/// What a message's payload is.
public final class PayloadKind {
    /// Bytes of the terminal, in both directions.
    public static final int BYTES = 1;

    /// The terminal's size: [Contents#size].
    public static final int SIZE = 3;

    public static final int HANDSHAKE_REQUEST = 5;
    public static final int HANDSHAKE_RESPONSE = 6;
    public static final int HANDSHAKE_COMPLETE = 7;

    /// Four bytes: [#TERMINATE] and others.
    public static final int FLAG = 10;

    /// The client ends the session.
    public static final int TERMINATE = 2;

    private PayloadKind() {}
}
