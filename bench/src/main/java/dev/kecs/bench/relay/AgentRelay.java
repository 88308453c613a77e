package dev.kecs.bench.relay;

import dev.kecs.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Path;

/// The agent as a relay. It cannot be started by a benchmark yet, and says so: nothing else may be measured under its
/// name.
record AgentRelay(RivalRelay rival) implements Relay {
    @SuppressWarnings("DoNotCallSuggester")
    static AgentRelay start(Path image, int target, Path workplace) throws IOException {
        throw new IOException("the agent of " + image + " cannot be measured yet: nothing gives it port " + target
                + " as an endpoint (workplace " + workplace + ")");
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
