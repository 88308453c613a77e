package dev.kecs.cli.forward.screen.paint;

import dev.kecs.cli.forward.screen.cells.Ink;
import dev.kecs.cli.forward.screen.cells.Tone;

/// Which ink means what.
final class Inks {

    static final Ink BAR = Ink.REVERSED;
    static final Ink HEADING = new Ink(Tone.PLAIN, true, false, false);
    static final Ink LABEL = Ink.FAINT;
    static final Ink FAILED = new Ink(Tone.BAD, true, false, false);
    static final Ink TOLD = Ink.of(Tone.ACCENT);
    static final Ink FLOW = Ink.of(Tone.ACCENT);

    private Inks() {}

    static Ink ofState(String state) {
        return Ink.of(
                switch (state) {
                    case "Ready" -> Tone.GOOD;
                    case "Waiting", "Resolving" -> Tone.BUSY;
                    case "Paused" -> Tone.ACCENT;
                    case "Closed" -> Tone.BAD;
                    default -> Tone.PLAIN;
                });
    }
}
