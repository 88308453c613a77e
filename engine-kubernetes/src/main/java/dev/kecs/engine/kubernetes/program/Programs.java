package dev.kecs.engine.kubernetes.program;

import java.time.Duration;
import java.util.List;

/// Runs programs of this machine. Called from any thread.
public interface Programs {
    /// Runs a program to its end. An interrupt ends it, together with what it has started.
    ///
    /// @param command the program, found on the `PATH`, and its arguments
    /// @param limit it is ended when it takes longer
    /// @return what it wrote to standard output
    /// @throws ProgramException when it cannot be run, ends with anything but 0, or takes too long
    String run(List<String> command, Duration limit) throws ProgramException, InterruptedException;

    /// Ends programs whose command line begins like this and that a process of this user has left running: they
    /// outlived a kill -9 of whoever ran them.
    void endLeftOver(List<String> beginning);
}
