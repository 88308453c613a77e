package dev.kecs.protocol.agent;

import java.util.Objects;

/// What kecs-agent says of itself.
///
/// @param startedAt ISO-8601
/// @param forwards how many there are
/// @param serverConnected whether it is connected to kecs-server now
public record AgentStatus(long pid, String version, String startedAt, int forwards, boolean serverConnected) {
    public AgentStatus {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(startedAt, "startedAt");
    }
}
