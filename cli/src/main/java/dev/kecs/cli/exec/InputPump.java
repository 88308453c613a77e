package dev.kecs.cli.exec;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.instance.Connection;
import dev.kecs.protocol.exec.ExecInput;
import dev.kecs.protocol.exec.ExecMethods;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/// Sends standard input, piece by piece, each when the command has taken the one before. A thread of its own, "input",
/// which keeps no program alive.
record InputPump(Connection connection, InputStream input) {
    private static final int LARGEST_PIECE = 32 * 1024;

    void begin() {
        Thread.ofPlatform().daemon().name("input").start(this::run);
    }

    private void run() {
        byte[] piece = new byte[LARGEST_PIECE];
        try {
            for (int count = input.read(piece); count >= 0; count = input.read(piece)) {
                send(new ExecInput(Exec.NAME, Base64.getEncoder().encodeToString(Arrays.copyOf(piece, count)), false));
            }
            send(new ExecInput(Exec.NAME, "", true));
        } catch (IOException | CommandFailure ended) {
            // The command has ended or reads no more; its exit code tells the rest.
        }
    }

    private void send(ExecInput next) {
        connection.call(ExecMethods.INPUT, next);
    }
}
