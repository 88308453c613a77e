package dev.kecs.bench.relay;

import dev.kecs.bench.process.Usage;

/// Something that listens at a local port and passes every connection on to the target.
interface Relay extends AutoCloseable {
    String name();

    int port();

    Usage usage();

    /// Returns when what earlier connections left behind is gone.
    default void settle() {}

    @Override
    void close();

    /// No relay: the target's own port.
    static Relay none(int targetPort) {
        return new Relay() {
            @Override
            public String name() {
                return "no relay";
            }

            @Override
            public int port() {
                return targetPort;
            }

            @Override
            public Usage usage() {
                return new Usage(0, 0, 0);
            }

            @Override
            public void close() {
                // The target belongs to the benchmark.
            }
        };
    }
}
