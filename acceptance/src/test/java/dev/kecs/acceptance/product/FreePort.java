package dev.kecs.acceptance.product;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A port that nobody listens at and that the system gives to no outgoing connection, so that it stays free while its
/// server is down.
public final class FreePort {
    private static final int LOWEST = 20_000;
    /// Linux begins its ephemeral range at 32768.
    private static final int HIGHEST = 32_000;

    private FreePort() {}

    public static int any() {
        return ThreadLocalRandom.current()
                .ints(1000, LOWEST, HIGHEST)
                .filter(FreePort::free)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST));
    }

    private static boolean free(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
