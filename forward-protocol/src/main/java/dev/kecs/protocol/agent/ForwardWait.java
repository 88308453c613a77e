package dev.kecs.protocol.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/// @param forward an id or a name
/// @param condition what to wait for; only `ready` today
public record ForwardWait(
        String forward, @JsonProperty("for") String condition, long timeoutMillis) {
    public static final String READY = "ready";

    public ForwardWait {
        Objects.requireNonNull(forward, "forward");
        if (!READY.equals(condition)) {
            throw new IllegalArgumentException("a forward can be waited for to be \"ready\", not " + condition);
        }
        if (timeoutMillis < 0) {
            throw new IllegalArgumentException("timeoutMillis must not be negative, but is " + timeoutMillis);
        }
    }

    public static ForwardWait untilReady(String forward, long timeoutMillis) {
        return new ForwardWait(forward, READY, timeoutMillis);
    }
}
