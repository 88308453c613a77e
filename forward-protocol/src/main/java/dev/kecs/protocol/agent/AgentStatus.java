package dev.kecs.protocol.agent;

import java.util.List;
import java.util.Objects;

/// What kecs-agent says of itself.
///
/// @param startedAt ISO-8601
/// @param forwards how many there are
/// @param serverConnected whether it is connected to kecs-server now
/// @param mover what moves bulky flows: `splice`, `copy`, or `untried` before there was one
/// @param problems what a person should know, a sentence each
public record AgentStatus(
        long pid,
        String version,
        String startedAt,
        int forwards,
        boolean serverConnected,
        String mover,
        List<String> problems) {
    public AgentStatus {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(mover, "mover");
        problems = problems == null ? List.of() : List.copyOf(problems);
    }
}
