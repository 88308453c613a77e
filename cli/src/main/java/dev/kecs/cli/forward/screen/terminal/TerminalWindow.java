package dev.kecs.cli.forward.screen.terminal;

import dev.kecs.cli.forward.screen.cells.Screen;
import dev.kecs.cli.forward.screen.cells.Strokes;
import dev.kecs.cli.forward.screen.model.Key;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/// The terminal as a window to draw in.
///
/// Its size is asked for: to be told by signals would put native code of JLine's own into the JVM's signal handling.
/// One thread draws, another one reads keys; any thread may close it, and after that
/// nothing is drawn any more.
public final class TerminalWindow implements AutoCloseable {

    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    /// JLine can be closed while its reader waits with a limit, but not while it waits without one.
    private static final long LONG_WAIT_MILLIS = 60_000;

    private final Terminal terminal;
    private final PrintStream out;
    private final Attributes before;
    private final boolean colours;
    private final KeyDecoder keys;
    private final Thread atExit = new Thread(this::restore, "terminal");

    // Guarded by this.
    private Optional<Screen> shown = Optional.empty();
    private boolean closed;

    private TerminalWindow(Terminal terminal, PrintStream out, boolean colours) {
        this.terminal = terminal;
        this.out = out;
        this.before = terminal.getAttributes();
        Integer most = terminal.getNumericCapability(Capability.max_colors);
        this.colours = colours && most != null && most >= 8;
        this.keys = new KeyDecoder(this::character);
    }

    /// Takes the terminal of standard input and output.
    ///
    /// @param out standard output, which nobody closes before the terminal is restored
    /// @param colours whether colours are wanted
    /// @throws IOException when there is none
    public static TerminalWindow open(PrintStream out, boolean colours) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                .provider(TerminalBuilder.PROP_PROVIDER_FFM)
                .dumb(false)
                .nativeSignals(false)
                .encoding(StandardCharsets.UTF_8)
                .build();
        TerminalWindow window = new TerminalWindow(terminal, out, colours);
        Runtime.getRuntime().addShutdownHook(window.atExit);
        window.enter();
        return window;
    }

    /// Keys come one by one, and Ctrl-C and Ctrl-Z are keys like others.
    private void enter() {
        terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlags(EnumSet.of(LocalFlag.ISIG), false);
        terminal.setAttributes(raw);
        write(Strokes.BEGIN);
    }

    /// What it is now, in columns.
    public int columns() {
        int columns = terminal.getColumns();
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    /// What it is now, in rows.
    public int rows() {
        int rows = terminal.getRows();
        return rows > 0 ? rows : USUAL_ROWS;
    }

    /// Waits for a key.
    public Key key() throws IOException {
        return keys.next();
    }

    private int character(long millis) throws IOException {
        int read;
        do {
            read = terminal.reader().read(millis == 0 ? LONG_WAIT_MILLIS : millis);
        } while (millis == 0 && read == NonBlockingReader.READ_EXPIRED);
        return read;
    }

    public synchronized void show(Screen screen) {
        if (!closed) {
            write(Strokes.between(shown, screen, colours));
            shown = Optional.of(screen);
        }
    }

    /// The next screen is drawn as if nothing was known of what the terminal shows.
    public synchronized void forget() {
        shown = Optional.empty();
    }

    /// Gives the terminal back as it was.
    @Override
    public void close() throws IOException {
        restore();
        terminal.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException goingDown) {
            // The hook itself has nothing left to do.
            forget();
        }
    }

    private synchronized void restore() {
        if (!closed) {
            closed = true;
            write(Strokes.END);
            try {
                terminal.setAttributes(before);
            } catch (IllegalStateException alreadyClosed) {
                // JLine has a hook of its own, which was quicker and has set them.
                forget();
            }
        }
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }
}
