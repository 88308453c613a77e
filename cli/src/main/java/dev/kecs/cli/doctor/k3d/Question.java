package dev.kecs.cli.doctor.k3d;

import java.util.List;

/// Asks a program of this machine.
@FunctionalInterface
interface Question {
    /// What came of it. It never throws: a program that is absent or silent is an answer, too.
    ///
    /// @param command the program, found on the `PATH`, and its arguments
    Answer ask(List<String> command);

    /// @param exit the exit code; [#ABSENT] or [#SILENT] when there is none
    /// @param text all that it said
    record Answer(int exit, String text) {
        static final int ABSENT = -1;
        static final int SILENT = -2;

        boolean succeeded() {
            return exit == 0;
        }
    }
}
