package dev.kecs.engine.kubernetes.program;

import java.util.List;
import java.util.OptionalInt;

/// A program did not do what it was run for. The message has its command line, how it ended and what it said.
public final class ProgramException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_OUTPUT = 4_000;
    private final transient OptionalInt exitCode;
    private final String output;

    /// @param ending `ended with exit code 1`
    /// @param exitCode empty when it did not end by itself
    /// @param output both its standard output and standard error; only the end of a long one is kept
    public ProgramException(List<String> command, String ending, OptionalInt exitCode, String output) {
        super(String.join(" ", command) + " " + ending
                + (output.isBlank() ? "" : ": " + shortened(output).strip()));
        this.exitCode = exitCode;
        this.output = output;
    }

    /// Empty when it was not found, could not be run or was ended.
    public OptionalInt exitCode() {
        return exitCode;
    }

    /// What it said; empty when it did not run.
    public String output() {
        return output;
    }

    private static String shortened(String output) {
        return output.length() <= LONGEST_OUTPUT ? output : "… " + output.substring(output.length() - LONGEST_OUTPUT);
    }
}
