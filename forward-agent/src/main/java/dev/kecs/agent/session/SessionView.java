package dev.kecs.agent.session;

import dev.kecs.agent.relay.Counters;
import dev.kecs.agent.relay.Destination;
import dev.kecs.agent.statefile.WantedForward;
import dev.kecs.protocol.control.Snapshot;
import dev.kecs.protocol.forward.ConnectionCounts;
import dev.kecs.protocol.forward.ForwardEndpoint;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Shows a session as callers see it.
final class SessionView {
    private SessionView() {}

    /// What of a session changes.
    record Moment(
            SessionState state,
            @Nullable Snapshot snapshot,
            List<Destination> destinations,
            List<String> addresses,
            long reconnects) {}

    static ForwardView of(WantedForward wanted, Moment moment, @Nullable Counters counters) {
        ForwardRequest request = wanted.request();
        Snapshot snapshot = moment.snapshot();
        List<String> addresses = moment.addresses();
        return new ForwardView(
                wanted.id(),
                wanted.name(),
                request.type(),
                request.cluster(),
                request.service(),
                request.task(),
                request.tags(),
                addresses.isEmpty() ? "127.0.0.1" : addresses.getFirst(),
                addresses,
                wanted.localPort(),
                snapshot == null || snapshot.targetPort() == null ? request.targetPort() : snapshot.targetPort(),
                word(moment.state()),
                reason(moment.state()),
                message(moment.state()),
                moment.state().since().toString(),
                moment.destinations().stream()
                        .map(destination -> new ForwardEndpoint(
                                destination.name(),
                                destination.address().getAddress().getHostAddress(),
                                destination.address().getPort(),
                                destination.open()))
                        .toList(),
                counters == null
                        ? new ConnectionCounts(0, 0, 0, 0, 0)
                        : new ConnectionCounts(
                                counters.active(),
                                counters.total(),
                                counters.held(),
                                counters.reset(),
                                counters.failed()),
                counters == null ? 0 : counters.bytesIn(),
                counters == null ? 0 : counters.bytesOut(),
                moment.reconnects());
    }

    /// Whether callers see no difference but times.
    static boolean looksLike(SessionState one, SessionState other) {
        return word(one) == word(other) && Objects.equals(reason(one), reason(other));
    }

    private static ForwardState word(SessionState state) {
        return switch (state) {
            case SessionState.Resolving it -> ForwardState.RESOLVING;
            case SessionState.Ready it -> ForwardState.READY;
            case SessionState.Waiting it -> ForwardState.WAITING;
            case SessionState.Paused it -> ForwardState.PAUSED;
            case SessionState.Closed it -> ForwardState.CLOSED;
        };
    }

    private static @Nullable String reason(SessionState state) {
        return switch (state) {
            case SessionState.Waiting waiting -> waiting.reason().word();
            case SessionState.Closed closed -> closed.reason();
            case SessionState.Resolving it -> null;
            case SessionState.Ready it -> null;
            case SessionState.Paused it -> null;
        };
    }

    private static @Nullable String message(SessionState state) {
        return switch (state) {
            case SessionState.Waiting waiting -> waiting.message();
            case SessionState.Closed closed -> closed.message();
            case SessionState.Resolving it -> null;
            case SessionState.Ready it -> null;
            case SessionState.Paused it -> null;
        };
    }
}
