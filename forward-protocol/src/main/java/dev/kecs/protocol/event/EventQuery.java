package dev.kecs.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// @param forward only what happened to the forward of this id or name; null means all
/// @param since ISO-8601, with the time zone; null means all that is remembered
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventQuery(@Nullable String forward, @Nullable String since) {
    public static final EventQuery ALL = new EventQuery(null, null);

    public EventQuery {
        if (since != null) {
            try {
                Instant.parse(since);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "since must be a time such as 2026-01-31T12:00:00Z, but is " + since, e);
            }
        }
    }

    /// Whether it asks for this event.
    public boolean matches(AgentEvent event) {
        boolean named =
                forward == null || event.id().equals(forward) || event.forward().equals(forward);
        return named && (since == null || !Instant.parse(event.at()).isBefore(Instant.parse(since)));
    }
}
