package dev.kecs.bench.relay;

import dev.kecs.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Path;

/// TEMPORARY
record AgentRelay(RivalRelay rival) implements Relay {
    static AgentRelay start(Path image, int target, Path workplace) throws IOException {
        return new AgentRelay(RivalRelay.socat(1 << 20, target, workplace));
    }

    @Override
    public String name() {
        return "kecs";
    }

    @Override
    public int port() {
        return rival.port();
    }

    @Override
    public Usage usage() {
        return rival.usage();
    }

    @Override
    public void close() {
        rival.close();
    }
}
