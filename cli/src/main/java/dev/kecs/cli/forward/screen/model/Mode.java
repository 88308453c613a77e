package dev.kecs.cli.forward.screen.model;

/// What the screen is for at the moment.
public sealed interface Mode {

    Mode TABLE = new Table();

    /// All forwards, and the selected one's details where there is room.
    record Table() implements Mode {}

    /// The table while its filter is typed.
    record Filtering(Line line) implements Mode {}

    /// The table while the words of a new forward are typed.
    record Starting(Line line) implements Mode {}

    /// The table while it is asked whether the forward is to be stopped.
    record Confirming(String id, String name) implements Mode {}

    /// Everything about the selected forward.
    record Details() implements Mode {}

    /// A forward's log.
    record Log(LogText text) implements Mode {}

    record Help() implements Mode {}
}
