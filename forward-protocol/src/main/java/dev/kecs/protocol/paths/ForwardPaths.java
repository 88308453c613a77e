package dev.kecs.protocol.paths;

import java.nio.file.Path;

/// Where the forward agent of an instance keeps what it keeps.
///
/// @param directory `$KECS_HOME/instances/<name>/port-forwards`
public record ForwardPaths(Path directory) {

    /// Locked exclusively for the whole life of the agent.
    public Path lock() {
        return directory.resolve("agent.lock");
    }

    public SocketPath socket() {
        return new SocketPath(directory.resolve("agent.sock"));
    }

    public Path pid() {
        return directory.resolve("agent.pid");
    }

    /// What is wanted.
    public Path config() {
        return directory.resolve("config.yaml");
    }

    /// What was observed, last.
    public Path state() {
        return directory.resolve("state.yaml");
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public Path agentLog() {
        return logs().resolve("agent.log");
    }

    public Path log(String forwardName) {
        return logs().resolve(forwardName + ".log");
    }
}
