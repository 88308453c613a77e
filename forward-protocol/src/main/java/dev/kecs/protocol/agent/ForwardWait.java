package dev.kecs.protocol.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/// @param forward an id or a name
/// @param condition what to wait for
public record ForwardWait(
        String forward, @JsonProperty("for") Condition condition, long timeoutMillis) {
    /// What a forward can be waited for to be.
    public enum Condition {
        @JsonProperty("ready")
        READY("ready"),
        @JsonProperty("waiting")
        WAITING("waiting"),
        /// Ended by itself, or stopped.
        @JsonProperty("closed")
        CLOSED("closed");

        private final String word;

        Condition(String word) {
            this.word = word;
        }

        /// As on the wire.
        public String word() {
            return word;
        }
    }

    public ForwardWait {
        Objects.requireNonNull(forward, "forward");
        if (condition == null) {
            throw new IllegalArgumentException("\"for\" must be \"ready\", \"waiting\" or \"closed\"");
        }
        if (timeoutMillis < 0) {
            throw new IllegalArgumentException("timeoutMillis must not be negative, but is " + timeoutMillis);
        }
    }

    public static ForwardWait untilReady(String forward, long timeoutMillis) {
        return new ForwardWait(forward, Condition.READY, timeoutMillis);
    }
}
