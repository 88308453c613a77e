package dev.kecs.cli.forward.screen.model;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Something that the model is told.
public sealed interface News {

    /// Nothing but that time has passed.
    record Passed(Instant now) implements News {}

    /// @param columns the terminal's width
    /// @param rows its height
    record Resized(int columns, int rows) implements News {}

    /// All forwards, as the agent has just told them.
    record Listed(List<ForwardRow> forwards, Instant at) implements News {
        public Listed {
            forwards = List.copyOf(forwards);
        }
    }

    /// The agent does not answer.
    ///
    /// @param why a sentence
    record Away(String why, Instant at) implements News {}

    /// The events that follow are told from the first that is remembered on.
    record EventsAnew() implements News {}

    record Happened(JsonNode event) implements News {}

    /// @param name whose log it is
    record Logged(String name, List<String> lines) implements News {
        public Logged {
            lines = List.copyOf(lines);
        }
    }

    /// What became of something that was asked for.
    record Told(Notice notice) implements News {}
}
