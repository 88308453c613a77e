package dev.kecs.agent.session;

import dev.kecs.protocol.forward.ForwardState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A session's state in the words that callers see.
public final class StateWords {
    private StateWords() {}

    public static ForwardState word(SessionState state) {
        return switch (state) {
            case SessionState.Resolving it -> ForwardState.RESOLVING;
            case SessionState.Ready it -> ForwardState.READY;
            case SessionState.Waiting it -> ForwardState.WAITING;
            case SessionState.Paused it -> ForwardState.PAUSED;
            case SessionState.Closed it -> ForwardState.CLOSED;
        };
    }

    /// One word; null where the state needs none.
    public static @Nullable String reason(SessionState state) {
        return switch (state) {
            case SessionState.Waiting waiting -> waiting.reason().word();
            case SessionState.Closed closed -> closed.reason();
            case SessionState.Resolving it -> null;
            case SessionState.Ready it -> null;
            case SessionState.Paused it -> null;
        };
    }

    /// The same as a sentence.
    public static @Nullable String message(SessionState state) {
        return switch (state) {
            case SessionState.Waiting waiting -> waiting.message();
            case SessionState.Closed closed -> closed.message();
            case SessionState.Resolving it -> null;
            case SessionState.Ready it -> null;
            case SessionState.Paused it -> null;
        };
    }

    /// Whether callers see no difference but times.
    static boolean looksLike(SessionState one, SessionState other) {
        return word(one) == word(other) && Objects.equals(reason(one), reason(other));
    }
}
