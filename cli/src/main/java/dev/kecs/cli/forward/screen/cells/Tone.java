package dev.kecs.cli.forward.screen.cells;

/// A colour by what it tells; what it tells stands there as a word, too.
public enum Tone {
    PLAIN(""),
    GOOD("32"),
    BUSY("33"),
    BAD("31"),
    ACCENT("36");

    private final String parameter;

    Tone(String parameter) {
        this.parameter = parameter;
    }

    /// The parameter of the control sequence that selects it; empty for the terminal's own colour.
    String parameter() {
        return parameter;
    }
}
