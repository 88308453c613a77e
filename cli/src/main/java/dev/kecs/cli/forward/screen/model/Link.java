package dev.kecs.cli.forward.screen.model;

import java.time.Instant;

/// Whether the agent answers.
public sealed interface Link {

    /// Nothing is known yet.
    record Connecting() implements Link {}

    record Live() implements Link {}

    /// @param since when it was missed first
    record Away(String why, Instant since) implements Link {}
}
