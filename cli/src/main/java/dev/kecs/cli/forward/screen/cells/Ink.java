package dev.kecs.cli.forward.screen.cells;

/// How a cell is drawn.
///
/// @param reversed background and foreground change places
public record Ink(Tone tone, boolean bold, boolean faint, boolean reversed) {

    public static final Ink PLAIN = new Ink(Tone.PLAIN, false, false, false);
    public static final Ink BOLD = new Ink(Tone.PLAIN, true, false, false);
    public static final Ink FAINT = new Ink(Tone.PLAIN, false, true, false);
    public static final Ink REVERSED = new Ink(Tone.PLAIN, false, false, true);

    public static Ink of(Tone tone) {
        return new Ink(tone, false, false, false);
    }

    /// The same, faint if asked for.
    public Ink faded(boolean asked) {
        return new Ink(tone, bold && !asked, faint || asked, reversed);
    }

    /// The same in bold if asked for.
    public Ink emphasized(boolean asked) {
        return new Ink(tone, bold || asked, faint, reversed);
    }

    /// The control sequence that selects exactly this.
    ///
    /// @param colours false leaves the tone out
    String sequence(boolean colours) {
        StringBuilder text = new StringBuilder("\u001b[0");
        if (bold) {
            text.append(";1");
        }
        if (faint) {
            text.append(";2");
        }
        if (reversed) {
            text.append(";7");
        }
        if (colours && tone != Tone.PLAIN) {
            text.append(';').append(tone.parameter());
        }
        return text.append('m').toString();
    }
}
