package dev.kecs.cli.exec;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.instance.Connection;
import dev.kecs.protocol.exec.ExecMethods;
import dev.kecs.protocol.exec.ExecSize;
import dev.kecs.protocol.exec.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The terminal of this program, which passes every key on and echoes none: the command's terminal does. It is set by
/// the program `stty`: a few settings are not worth a library. Any thread may close it.
final class RawTerminal implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final String before;
    private final Thread atExit = new Thread(this::restore, "terminal");

    private RawTerminal(String before) {
        this.before = before;
    }

    /// @throws IOException when standard input is none
    static RawTerminal take() throws IOException {
        RawTerminal taken = new RawTerminal(stty("-g"));
        Runtime.getRuntime().addShutdownHook(taken.atExit);
        stty("raw", "-echo");
        return taken;
    }

    Window size() throws IOException {
        String[] numbers = stty("size").split(" ", -1);
        try {
            return new Window(Math.max(1, Integer.parseInt(numbers[1])), Math.max(1, Integer.parseInt(numbers[0])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException odd) {
            throw new IOException("stty does not tell the terminal's size", odd);
        }
    }

    /// Tells the command each new size, from a thread of its own until the connection ends.
    void tellSizes(Connection connection, Window atFirst) {
        Thread.ofPlatform().daemon().name("terminal size").start(() -> {
            Window told = atFirst;
            try {
                while (true) {
                    Thread.sleep(BETWEEN_LOOKS);
                    Window now = size();
                    if (!now.equals(told)) {
                        connection.call(ExecMethods.RESIZE, new ExecSize(Exec.NAME, now));
                        told = now;
                    }
                }
            } catch (InterruptedException | CommandFailure | IOException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException goingDown) {
            restore();
        }
    }

    private void restore() {
        try {
            stty(before);
        } catch (IOException gone) {
            // There is no terminal any more that could be given back.
            Thread.currentThread().interrupt();
        }
    }

    private static String stty(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of("stty"));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", hurry);
        }
        return said;
    }
}
