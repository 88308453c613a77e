package dev.kecs.agent.session;

import dev.kecs.agent.relay.route.Counters;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.protocol.target.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a session changes, as it is now.
///
/// @param addresses where it listens
/// @param reconnects how often it came back from Waiting to Ready
/// @param counters null before it has listened
public record SessionMoment(
        SessionState state,
        @Nullable Snapshot snapshot,
        List<Destination> destinations,
        List<String> addresses,
        long reconnects,
        @Nullable Counters counters) {}
