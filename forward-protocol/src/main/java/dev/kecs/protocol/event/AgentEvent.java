package dev.kecs.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kecs.protocol.forward.ForwardState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that happened to a forward; `kind` says what.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = AgentEvent.Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = AgentEvent.StateChanged.class, name = "stateChanged"),
    @JsonSubTypes.Type(value = AgentEvent.Trouble.class, name = "trouble")
})
public sealed interface AgentEvent {
    /// Counts the agent's events from 1, without gaps; begins anew with each agent.
    long number();

    /// ISO-8601.
    String at();

    /// The forward's id.
    String id();

    /// The forward's name.
    String forward();

    /// The forward begins to serve: it is new, came back with a new agent, or was changed.
    record Started(long number, String at, String id, String forward) implements AgentEvent {
        public Started {
            check(at, id, forward);
        }
    }

    /// The forward was stopped, or is about to be started again with other settings.
    record Stopped(long number, String at, String id, String forward) implements AgentEvent {
        public Stopped {
            check(at, id, forward);
        }
    }

    /// One of the forward's ports came to another state, or waits for another reason.
    ///
    /// @param reason one word; null where the state needs none
    /// @param message the same as a sentence
    record StateChanged(
            long number,
            String at,
            String id,
            String forward,
            int localPort,
            ForwardState state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message)
            implements AgentEvent {
        public StateChanged {
            check(at, id, forward);
            Objects.requireNonNull(state, "state");
        }
    }

    /// A client was turned away. Told once a second at most, with how many there were.
    ///
    /// @param message a sentence
    record Trouble(long number, String at, String id, String forward, String message) implements AgentEvent {
        public Trouble {
            check(at, id, forward);
            Objects.requireNonNull(message, "message");
        }
    }

    private static void check(String at, String id, String forward) {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(forward, "forward");
    }
}
