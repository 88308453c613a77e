package dev.kecs.agent.session;

import dev.kecs.agent.relay.route.Counters;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.protocol.target.Snapshot;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a session changes, as it is now.
///
/// @param addresses where it listens
/// @param reconnects how often it came back from Waiting to Ready
/// @param readyAfter how long it took to become ready the last time, from its start or from when it was lost
/// @param counters null before it has listened
public record SessionMoment(
        SessionState state,
        @Nullable Snapshot snapshot,
        List<Destination> destinations,
        List<String> addresses,
        long reconnects,
        @Nullable Duration readyAfter,
        @Nullable Counters counters) {}
