package dev.kecs.testkit.engine;

import java.time.Duration;

/// What becomes of an image's containers.
public sealed interface Fate {
    /// They run until stopped.
    record Runs() implements Fate {}

    /// They run, and exit after a while.
    record Exits(int code, Duration after) implements Fate {}

    /// They cannot be started.
    ///
    /// @param reason as an engine gives it, for example `CannotPullContainerError: …`
    record CannotStart(String reason) implements Fate {}

    /// Nothing is ever heard of them.
    record NeverStarts() implements Fate {}
}
