package dev.kecs.agent.session;

import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All transitions of a session. Level-triggered: the next state follows from what is known now, whatever was missed.
///
/// | from | when | to |
/// |---|---|---|
/// | Closed | ever | Closed |
/// | any but Closed | pause | Paused |
/// | Paused | resume | Resolving, and on at once by what is known |
/// | Paused | anything else but close | Paused |
/// | any | the local port is taken | Waiting(portTaken) |
/// | Resolving | no snapshot yet | Resolving |
/// | any | a usable endpoint has accepted a connection | Ready |
/// | Ready, autoReconnect false | no usable endpoint is left | Closed |
/// | any | the snapshot has a reason, or no usable endpoint | Waiting(that reason) |
/// | any | the last probe failed | Waiting(refused, timedOut, unreachable) |
/// | Resolving | usable endpoints, none probed yet | Resolving |
/// | Ready, Waiting | usable endpoints, none probed yet | Waiting(probing) |
final class Transitions {
    private Transitions() {}

    static SessionState next(SessionState now, Knowledge known, Instant at) {
        return switch (now) {
            case SessionState.Closed closed -> closed;
            case SessionState.Paused paused -> paused;
            case SessionState.Resolving resolving -> wanted(resolving, known, at);
            case SessionState.Ready ready -> afterReady(ready, wanted(ready, known, at), known, at);
            case SessionState.Waiting waiting -> wanted(waiting, known, at);
        };
    }

    static SessionState paused(SessionState now, Instant at) {
        return switch (now) {
            case SessionState.Closed closed -> closed;
            case SessionState.Paused paused -> paused;
            case SessionState.Resolving it -> new SessionState.Paused(at);
            case SessionState.Ready it -> new SessionState.Paused(at);
            case SessionState.Waiting it -> new SessionState.Paused(at);
        };
    }

    static SessionState resumed(SessionState now, Instant at) {
        return now instanceof SessionState.Paused ? new SessionState.Resolving(at) : now;
    }

    static SessionState closed(SessionState now, Instant at) {
        return now instanceof SessionState.Closed ? now : new SessionState.Closed(at, "stopped", "stopped by the user");
    }

    private static SessionState afterReady(SessionState.Ready ready, SessionState next, Knowledge known, Instant at) {
        if (next instanceof SessionState.Waiting waiting && !known.autoReconnect()) {
            return new SessionState.Closed(at, waiting.reason().word(), waiting.message());
        }
        return next instanceof SessionState.Ready ? ready : next;
    }

    private static SessionState wanted(SessionState now, Knowledge known, Instant at) {
        Snapshot snapshot = known.snapshot();
        if (known.portTaken() != null) {
            return waiting(now, WaitReason.PORT_TAKEN, known.portTaken(), known.retryAt(), at);
        }
        if (snapshot == null) {
            return now instanceof SessionState.Resolving ? now : new SessionState.Resolving(at);
        }
        if (known.proven() > 0) {
            return now instanceof SessionState.Ready ? now : new SessionState.Ready(at);
        }
        if (snapshot.reason() != SnapshotReason.OK || known.usable() == 0) {
            String message = snapshot.reason() == SnapshotReason.OK ? "no task takes connections" : snapshot.message();
            return waiting(now, WaitReason.of(snapshot.reason()), message, null, at);
        }
        DialFailure failure = known.failure();
        if (failure != null) {
            return waiting(now, WaitReason.of(failure), sentence(failure), known.retryAt(), at);
        }
        return now instanceof SessionState.Resolving
                ? now
                : waiting(now, WaitReason.PROBING, "the new task has not accepted a connection yet", null, at);
    }

    /// Keeps the moment when it began to wait for the same reason.
    private static SessionState waiting(
            SessionState now, WaitReason reason, String message, @Nullable Instant retryAt, Instant at) {
        Instant since =
                now instanceof SessionState.Waiting waiting && waiting.reason() == reason ? waiting.since() : at;
        return new SessionState.Waiting(since, reason, message, retryAt);
    }

    private static String sentence(DialFailure failure) {
        return switch (failure) {
            case REFUSED -> "the task refuses connections: does its program listen on the container port?";
            case TIMED_OUT -> "the task does not answer to connections in time";
            case UNREACHABLE -> "there is no way to the task's address";
        };
    }
}
