package dev.kecs.protocol.rpc;

/// The codes of errors. 1 to 6 are KECS's own and the CLI's exit codes; the negative ones are JSON-RPC's.
public final class ErrorCode {
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;

    /// A port or name is taken.
    public static final int CONFLICT = 4;

    public static final int TIMED_OUT = 5;
    public static final int NOT_RUNNING = 6;

    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMETERS = -32602;
    public static final int INTERNAL_ERROR = -32603;

    private ErrorCode() {}
}
