package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.OptionalInt;

/// Chooses the port of an instance's API before its server is started.
///
/// @param address where the server will listen
record ApiPort(InetAddress address) {

    private static final int FIRST = 8080;
    private static final int TRIES = 100;
    /// A killed server keeps its port until its last thread has ended.
    private static final Duration LAST_THREAD_ENDS = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(5);

    /// The port asked for, else the one remembered, else 8080 or the next free one.
    ///
    /// @param asked 0 lets the system choose
    /// @throws CommandFailure when the port asked for or remembered is taken
    int choose(OptionalInt asked, OptionalInt remembered) throws InterruptedException {
        if (remembered.isPresent() && (asked.isEmpty() || asked.equals(remembered))) {
            awaitFree(remembered.getAsInt());
        }
        if (asked.isPresent()) {
            return required(asked.getAsInt(), "--api-port 0 takes any free port.");
        }
        if (remembered.isPresent()) {
            return required(
                    remembered.getAsInt(),
                    "The instance used this port before. Free it, or choose another with --api-port.");
        }
        for (int port = FIRST; port < FIRST + TRIES; port++) {
            if (free(port)) {
                return port;
            }
        }
        throw new CommandFailure(
                ExitCode.CONFLICT,
                "ports " + FIRST + " to " + (FIRST + TRIES - 1) + " are all taken on " + address.getHostAddress(),
                "--api-port 0 takes any free port.");
    }

    private int required(int port, String hint) {
        if (port != 0 && !free(port)) {
            throw new CommandFailure(
                    ExitCode.CONFLICT, "port " + port + " is taken on " + address.getHostAddress(), hint);
        }
        return port;
    }

    private void awaitFree(int port) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_THREAD_ENDS.toNanos();
        while (!free(port) && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
        }
    }

    private boolean free(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
