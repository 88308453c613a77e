package dev.kecs.protocol.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What kecs-agent says of itself.
///
/// @param startedAt ISO-8601
/// @param forwards how many there are
/// @param serverConnected whether it is connected to kecs-server now
/// @param mover what moves bulky flows: `splice`, `copy`, or `untried` before there was one
/// @param listening where it listens besides, by what: `gateway`, `metrics`, `remote`
/// @param problems what a person should know, a sentence each
public record AgentStatus(
        long pid,
        String version,
        String startedAt,
        int forwards,
        boolean serverConnected,
        String mover,
        Map<String, String> listening,
        List<String> problems) {
    public AgentStatus {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(mover, "mover");
        listening = listening == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(listening));
        problems = problems == null ? List.of() : List.copyOf(problems);
    }
}
