package dev.kecs.cli.line;

/// One command: what it is, and what it does.
public interface Command {

    Description description();

    /// Returns the exit code.
    ///
    /// @throws dev.kecs.cli.console.CommandFailure when it cannot do what it was asked
    int run(Invocation invocation) throws Exception;
}
