package dev.kecs.cli.console;

/// How a command ended. The numbers are part of the interface that scripts rely on.
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    NOT_FOUND(3),
    CONFLICT(4),
    TIMED_OUT(5),
    NOT_RUNNING(6);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// The exit code for a JSON-RPC error: application codes are exit codes, any other is a failure.
    public static ExitCode of(int errorCode) {
        for (ExitCode code : values()) {
            if (code != DONE && code.number == errorCode) {
                return code;
            }
        }
        return FAILED;
    }
}
