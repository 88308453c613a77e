package dev.kecs.cli.forward.screen.model;

/// What a key asks to be done outside the model.
public sealed interface Effect {

    /// @param line what was typed: the words that `start service` or `start task` takes
    record Start(String line) implements Effect {}

    /// Does one thing with a forward.
    record Change(Verb verb, String id, String name) implements Effect {}

    /// Reads the forward's log from now on; any other one no more.
    record ReadLog(String name) implements Effect {}

    record CloseLog() implements Effect {}

    /// Draws everything anew.
    record Redraw() implements Effect {}

    record Quit() implements Effect {}

    enum Verb {
        STOP("stop"),
        PAUSE("pause"),
        RESUME("resume");

        private final String word;

        Verb(String word) {
            this.word = word;
        }

        /// As the command line has it.
        public String word() {
            return word;
        }
    }
}
